import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const REFUSED = [
  ["lib/domain/planted.ts", "@/db/client"],
  ["lib/domain/planted.ts", "../../db/client"],
  ["lib/domain/planted.ts", "drizzle-orm"],
  ["lib/contracts/planted.ts", "react"],
  ["lib/contracts/planted.ts", "@/lib/services/usage/get-usage-series"],
  ["lib/selectors/usage/planted.ts", "@/lib/services/usage/get-usage-series"],
  ["lib/services/usage/planted.ts", "@/lib/http/route"],
  ["lib/services/usage/planted.ts", "next/headers"],
  ["lib/http/planted.ts", "@/lib/selectors/usage/select-usage-totals"],
  ["lib/graphql/planted.ts", "@/lib/selectors/usage/select-usage-totals"],
  ["lib/graphql/planted.ts", "../../db/client"],
  ["app/api/planted/route.ts", "@/db/client"],
  ["app/api/planted/route.ts", "../../../lib/selectors/usage/select-usage-totals"],
  ["lib/queries/planted.ts", "@/lib/services/usage/get-usage-series"],
  ["components/usage/planted.tsx", "@/lib/services/usage/get-usage-series"],
  ["components/usage/planted.tsx", "../../db/client"],
  ["components/charts/planted.tsx", "@/lib/queries/usage-series"],
  ["db/planted.ts", "@/lib/services/usage/get-usage-series"],
] as const;

const ALLOWED = [
  ["lib/graphql/planted.ts", "@/lib/services/usage/get-usage-series"],
  ["lib/services/usage/planted.ts", "@/lib/selectors/usage/select-usage-totals"],
  ["app/api/planted/route.ts", "@/lib/http/route"],
  ["components/usage/planted.tsx", "@/lib/queries/usage-series"],
] as const;

const folder = mkdtempSync(join(tmpdir(), "import-directions-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lints one planted file per case in a copy of the house, in one run; yields the files that were refused. */
function refusedFiles(): Set<string> {
  const settings = JSON.parse(readFileSync("biome.json", "utf8"));
  writeFileSync(
    join(folder, "biome.json"),
    JSON.stringify({ ...settings, $schema: undefined, vcs: undefined }),
  );
  for (const [path, from] of [...REFUSED, ...ALLOWED]) {
    const file = join(folder, plantedAt(path, from));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import { x } from "${from}";\n\nexport const y = x;\n`);
  }
  const output = lint(["lint", "--reporter=json", "--max-diagnostics=none", "."]);
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { category: string; location: { path: unknown } }[];
  };
  const refused = diagnostics.filter(({ category }) => category === "lint/style/noRestrictedImports");
  return new Set(refused.map(({ location }) => JSON.stringify(location.path)));
}

function lint(args: string[]): string {
  try {
    return execFileSync(resolve("node_modules/.bin/biome"), args, {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    // A refused file makes the command fail: that is what is looked for.
    if (error instanceof Error && "stdout" in error) return String(error.stdout);
    throw error;
  }
}

function plantedAt(path: string, from: string): string {
  return path.replace("planted", `planted-${from.replace(/[^a-z]+/g, "-")}`);
}

describe("import directions", () => {
  const refused = refusedFiles();
  const isRefused = (path: string, from: string) =>
    [...refused].some((file) => file.includes(plantedAt(path, from)));

  it.each(REFUSED)("%s must not import %s", (path, from) => expect(isRefused(path, from)).toBe(true));
  it.each(ALLOWED)("%s may import %s", (path, from) => expect(isRefused(path, from)).toBe(false));
});
