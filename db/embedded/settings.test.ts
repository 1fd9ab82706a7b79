import { expect, it } from "vitest";
import { serverArguments } from "./settings";

const started = (durable: boolean) => serverArguments({ data: "/srv/data", port: 5444, durable });

it("listens on loopback only, without a socket file", () => {
  expect(started(true)).toEqual(
    expect.arrayContaining(["listen_addresses=127.0.0.1", "unix_socket_directories="]),
  );
});

it("waits for the disk unless the cluster is a throw-away one", () => {
  expect(started(true)).toEqual(expect.arrayContaining(["fsync=on", "synchronous_commit=on"]));
  expect(started(false)).toEqual(expect.arrayContaining(["fsync=off", "synchronous_commit=off"]));
});
