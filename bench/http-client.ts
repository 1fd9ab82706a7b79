import { Agent, request } from "node:http";

export type Answer = { status: number; body: string };
export type Sending = { url: string; key: string; contentType: string; body: string };

/** As many connections as clients, kept open: what is measured is the server, as far as one machine allows. */
export const openAgent = (clients: number) => new Agent({ keepAlive: true, maxSockets: clients });

export function post(agent: Agent, { url, key, contentType, body }: Sending): Promise<Answer> {
  const headers = { "content-type": contentType, authorization: `Bearer ${key}` };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST", headers }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on("data", (part: Buffer) => parts.push(part));
      incoming.on("error", reject);
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts).toString("utf8") }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Sends every body by as many clients at once; the first answer that is not 200 ends it. */
export async function sendAll(bodies: readonly Sending[], clients: number, agent: Agent): Promise<void> {
  const waiting = bodies[Symbol.iterator]();
  const client = async () => {
    for (const sending of waiting) {
      const { status, body } = await post(agent, sending);
      if (status !== 200) throw new Error(`POST ${sending.url} answered ${status}: ${body.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}
