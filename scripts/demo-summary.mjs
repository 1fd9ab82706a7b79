import { existsSync, readFileSync } from "node:fs";

/** What somebody needs for a first look: the address, who can sign in, and a key for each organization. */
export function printSummary(file, url) {
  const lines = ["", `Meterline answers at ${url}`];
  if (existsSync(file)) lines.push("", ...signInsAndKeys(JSON.parse(readFileSync(file, "utf8"))));
  console.log([...lines, "", "Stop with Ctrl-C.", ""].join("\n"));
}

function signInsAndKeys({ users, organizations }) {
  const width = Math.max(...users.map(({ email }) => email.length));
  const signIns = users.map(
    ({ email, password, role }) => `  ${email.padEnd(width)}  ${password}  (${role})`,
  );
  const keys = organizations.map(({ slug, api_key }) => `  ${slug.padEnd(width)}  ${api_key}`);
  return [
    "Sign in as (address, password, role):",
    ...signIns,
    "",
    "API keys (Authorization: Bearer …):",
    ...keys,
  ];
}
