import { expect, it } from "vitest";
import { entryFor, missingEntries } from "./check-lock.mjs";

it("finds a package where npm would look for it: beside its user, or in a folder above", () => {
  const packages = {
    "": { dependencies: { a: "1" } },
    "node_modules/a": {
      dependencies: { b: "1", c: "1" },
      optionalDependencies: { "a-linux-x64": "1", "a-darwin-arm64": "1" },
    },
    "node_modules/b": {},
    "node_modules/a/node_modules/c": { dependencies: { b: "1" } },
    "node_modules/a-linux-x64": {},
  };
  expect(missingEntries(packages)).toEqual([{ by: "node_modules/a", name: "a-darwin-arm64", version: "1" }]);
});

it.each([
  ["@next/swc-win32-arm64-msvc", { cpu: ["arm64"], os: ["win32"] }],
  ["@biomejs/cli-linux-x64-musl", { cpu: ["x64"], libc: ["musl"], os: ["linux"] }],
  ["@tailwindcss/oxide-linux-arm-gnueabihf", { cpu: ["arm"], libc: ["glibc"], os: ["linux"] }],
  ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
])("reads from the name of %s where it may be installed", (name, place) => {
  expect(entryFor(name, "1.2.3", false)).toEqual({ version: "1.2.3", optional: true, ...place });
});
