// Loaded into the children of children.mjs: one whose parent was killed would go on holding the port.
if (process.channel && process.ppid === Number(process.env.METERLINE_PARENT)) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 5_000).unref();
  });
  // The channel alone must not keep a finished child alive.
  process.channel.unref();
}
