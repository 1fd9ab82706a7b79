import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./root.mjs";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const places = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/usr/bin/chromium"];
const downloadLimit = 180_000;

/** The browser for the end-to-end tests: the one asked for, one that is there, else one that can be fetched. */
export async function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return works(asked) ? asked : fail(`CHROMIUM_PATH is ${asked}, but that does not start.`);
  const own = await playwrightsOwn();
  const found = [own, ...onPath(), ...places].find(works);
  if (found) return found;
  if (downloadWithPlaywright() && works(own)) return own;
  if (installWithApt())
    return onPath().find(works) ?? fail("apt-get installed a Chromium that does not start.");
  return fail(
    "There is no Chromium for the end-to-end tests, and none could be fetched. Install Chromium or Chrome, or set CHROMIUM_PATH.",
  );
}

async function playwrightsOwn() {
  const { chromium } = await import("playwright");
  return chromium.executablePath();
}

/** Asking for the version also loads the libraries: a browser that lacks one is not usable. */
function works(path) {
  if (!path || !existsSync(path)) return false;
  return spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function downloadWithPlaywright() {
  console.log("Fetching a browser for the end-to-end tests …");
  const args = [join(root, "node_modules/playwright/cli.js"), "install", "chromium", "--no-shell"];
  // Where the download host cannot be reached it would try for minutes.
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "8000" };
  const isDone = spawnSync(process.execPath, args, { timeout: downloadLimit, env }).status === 0;
  if (!isDone) console.log("It could not be downloaded; trying the system's package manager …");
  return isDone;
}

function installWithApt() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) =>
    spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
  apt("update");
  return apt("install", "-y", "--no-install-recommends", "chromium");
}

function fail(sentence) {
  throw new Error(sentence);
}
