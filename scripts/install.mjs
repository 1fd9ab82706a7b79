// Runs before anything is installed: Node built-ins only.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./root.mjs";

const lockFile = join(root, "package-lock.json");
const stampFile = join(root, "node_modules/.meterline-lock");
const oldest = [20, 19];

/** Makes node_modules what package-lock.json says; returns at once when it already is. */
export function install() {
  refuseOldNode(process.versions.node);
  const stamp = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  if (!isInstalled()) {
    console.log("Installing packages (a minute or two, only when package-lock.json has changed) …");
    if (!npm("ci") && !npm("install"))
      throw new Error("npm could not install the packages; its message is above.");
  }
  writeFileSync(stampFile, stamp);
}

export function refuseOldNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new Error(
    `Meterline needs Node ${oldest.join(".")} or newer; this is ${version}. See https://nodejs.org.`,
  );
}

/** npm notes what it installed; every package that is not optional has to be there in the locked version. */
function isInstalled() {
  const noted = join(root, "node_modules/.package-lock.json");
  if (!existsSync(noted)) return false;
  const wanted = Object.entries(JSON.parse(readFileSync(lockFile, "utf8")).packages);
  const { packages } = JSON.parse(readFileSync(noted, "utf8"));
  return wanted.every(([path, { version, optional }]) => {
    return path === "" || optional || packages[path]?.version === version;
  });
}

function npm(command) {
  const args = [command, "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const self = process.env.npm_execpath;
  const isNpm = self !== undefined && basename(self).startsWith("npm");
  const [program, first] = isNpm ? [process.execPath, [self]] : ["npm", []];
  const shell = !isNpm && process.platform === "win32";
  return spawnSync(program, [...first, ...args], { cwd: root, stdio: "inherit", shell }).status === 0;
}
