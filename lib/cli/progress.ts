import { SingleBar } from "cli-progress";

export type Progress = { update: (bytesRead: number, sizeBytes: number) => void; stop: () => void };

/** A bar of a file's bytes on a terminal; nothing where nobody watches. */
export function startProgress(label: string, isWatched: boolean): Progress {
  if (!isWatched) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: `${label} {bar} {percentage} %`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    // A narrow terminal would wrap the bar and repeat it on every line.
    barsize: Math.max(10, Math.min(40, (process.stderr.columns ?? 80) - label.length - 12)),
  });
  let isStarted = false;
  return {
    update: (bytesRead, sizeBytes) => {
      if (!isStarted) bar.start(sizeBytes, bytesRead);
      else bar.update(bytesRead);
      isStarted = true;
    },
    stop: () => bar.stop(),
  };
}
