import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { WebSocketServer } from "ws";

/** A WebSocket-to-TCP proxy on loopback, as the Neon driver speaks to: `?address=host:port` names the database. */
export async function startWebSocketProxy(): Promise<{
  address: string;
  connections: () => number;
  stop: () => Promise<void>;
}> {
  let connections = 0;
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on("connection", (socket, request) => {
    connections += 1;
    const address = new URL(request.url ?? "", "http://proxy").searchParams.get("address") ?? "";
    const [host, port] = address.split(":");
    const database = connect({ host, port: Number(port) });
    socket.on("message", (message: Buffer) => database.write(message));
    database.on("data", (chunk) => socket.send(chunk));
    socket.on("close", () => database.destroy());
    database.on("close", () => socket.close());
    database.on("error", () => socket.close());
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}/v1`,
    connections: () => connections,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.close();
      await once(http, "close");
    },
  };
}
