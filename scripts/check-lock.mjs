// The lock file must install everywhere: it names every optional package of every platform, also those that the
// registry in use does not carry, and no download address. `--fix` writes what is missing.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const systems = ["darwin", "linux", "win32", "android", "freebsd", "openbsd", "netbsd"];
const processors = ["arm64", "x64", "wasm32", "ia32", "ppc64", "riscv64", "s390x", "loong64", "arm"];

/** Every dependency that npm would look for and not find: `{ by, name, version }`. */
export function missingEntries(packages) {
  const missing = [];
  for (const [path, entry] of Object.entries(packages)) {
    const wanted = { ...entry.dependencies, ...entry.optionalDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      if (!isFound(packages, path, name)) missing.push({ by: path, name, version });
    }
  }
  return missing;
}

/** Without an integrity hash npm takes the package from whatever registry the installing machine uses. */
export function entryFor(name, version, isDev) {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  const libc = os === "linux" ? { libc: [words.includes("musl") ? "musl" : "glibc"] } : {};
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(isDev && { dev: true }),
    ...libc,
    optional: true,
    ...(os && { os: [os] }),
  };
}

function isFound(packages, path, name) {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/")))) {
    if (packages[`${from ? `${from}/` : ""}node_modules/${name}`]) return true;
    if (from === "") return false;
    if (!from.includes("/node_modules/")) return Boolean(packages[`node_modules/${name}`]);
  }
}

function complete(packages) {
  const used = Object.fromEntries(Object.entries(packages).filter(([, entry]) => !entry.extraneous));
  const added = missingEntries(used).map(({ by, name, version }) => {
    return [`node_modules/${name}`, entryFor(name, version, packages[by].dev)];
  });
  const named = Object.entries(used).map(([path, { resolved, ...entry }]) => [path, entry]);
  return Object.fromEntries([...named, ...added].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function check(file, fix) {
  const lock = JSON.parse(readFileSync(file, "utf8"));
  if (fix) {
    writeFileSync(file, `${JSON.stringify({ ...lock, packages: complete(lock.packages) }, null, 2)}\n`);
    return check(file, false);
  }
  const missing = missingEntries(lock.packages).map(({ by, name }) => `${name}, wanted by ${by}, is missing`);
  const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved);
  const unused = Object.entries(lock.packages).filter(([, entry]) => entry.extraneous);
  return [
    ...missing,
    ...resolved.map(([path]) => `${path} names a download address`),
    ...unused.map(([path]) => `${path} is wanted by nobody`),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const faults = check(file, process.argv.includes("--fix"));
  for (const fault of faults) console.error(`package-lock.json: ${fault}`);
  if (faults.length > 0) console.error("Repair it with: node scripts/check-lock.mjs --fix");
  process.exitCode = faults.length > 0 ? 1 : 0;
}
