import { SingleBar } from "cli-progress";

export type Progress = { update: (done: number, all: number) => void; stop: () => void };

/** A bar on a terminal of what is done, in bytes or days or whatever is counted; nothing where nobody watches. */
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
    update: (done, all) => {
      if (!isStarted) bar.start(all, done);
      else bar.update(done);
      isStarted = true;
    },
    stop: () => bar.stop(),
  };
}
