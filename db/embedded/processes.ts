import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What tells a process from a later one with the same number: its start time. Empty where that cannot be read. */
export function stampOf(pid: number): string {
  if (process.platform === "linux") return linuxStat(pid)?.startTime ?? "";
  return readPs(pid, "lstart=");
}

/** The command line of a process, arguments separated by spaces. Empty for a zombie or a process not there. */
export function commandOf(pid: number): string {
  if (process.platform !== "linux") return readPs(pid, "command=");
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, but belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  // In a container whose first process does not reap, a killed process stays behind as a zombie.
  return process.platform !== "linux" || linuxStat(pid)?.state !== "Z";
}

/** A process named by number and start time, written as one line. */
export const signature = (pid: number): string => `${pid} ${stampOf(pid)}`;

/** Whether the process that wrote this signature still lives. */
export function isSignatureAlive(text: string): boolean {
  const [number = "", ...stamp] = text.trim().split(" ");
  const pid = Number(number);
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) && stampOf(pid) === stamp.join(" ");
}

function linuxStat(pid: number): { state: string; startTime: string } | undefined {
  try {
    // The second field is the name in brackets and may itself hold spaces and brackets.
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", startTime: fields[19] ?? "" };
  } catch {
    return undefined;
  }
}

function readPs(pid: number, column: string): string {
  if (process.platform === "win32") return "";
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
