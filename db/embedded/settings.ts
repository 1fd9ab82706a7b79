export type ServerOptions = { data: string; port: number; durable: boolean };

const common = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  maintenance_work_mem: "128MB",
  max_wal_size: "4GB",
  wal_compression: "on",
  checkpoint_timeout: "15min",
  // The data is on a solid disk or in memory nearly everywhere by now.
  random_page_cost: "1.1",
  // Compiling costs more than our short queries.
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] ",
};

const durable = { fsync: "on", synchronous_commit: "on", full_page_writes: "on" };
const throwAway = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** The arguments of `postgres`. Given on every start, so that a change here reaches existing clusters. */
export function serverArguments(options: ServerOptions): string[] {
  const settings = { ...common, ...(options.durable ? durable : throwAway), port: String(options.port) };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", options.data, ...pairs];
}

/** The builtin locale sorts and cases alike on every system; lc_* are plain C because not every system has C.UTF-8. */
export const initdbArguments = (data: string, passwordFile: string, sync: boolean): string[] => [
  `--pgdata=${data}`,
  "--username=meterline",
  "--auth=scram-sha-256",
  `--pwfile=${passwordFile}`,
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--locale=C",
  ...(sync ? [] : ["--no-sync"]),
];
