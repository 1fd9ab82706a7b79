import { connect, createServer, type Socket } from "node:net";

/** A relay in front of a database whose connections can be cut at the moment when a certain text is sent. */
export type TcpProxy = {
  url: string;
  /** Cuts the next connection that sends the text, before the database hears it. */
  cutAt: (text: string) => void;
  close: () => Promise<void>;
};

export async function startTcpProxy(databaseUrl: string): Promise<TcpProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let cut: string | undefined;
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    const end = () => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      open.add(socket);
      socket.on("error", end).on("close", () => open.delete(socket) && end());
    }
    database.pipe(client);
    client.on("data", (sent) => {
      if (cut === undefined || !sent.includes(cut)) return void database.write(sent);
      cut = undefined;
      end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(typeof address === "object" ? address?.port : "");
  return {
    url: url.href,
    cutAt: (text) => {
      cut = text;
    },
    close: () =>
      new Promise((closed) => {
        for (const socket of open) socket.destroy();
        server.close(() => closed());
      }),
  };
}
