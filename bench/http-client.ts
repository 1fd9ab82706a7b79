import { Agent, request } from "node:http";

export type Answer = { status: number; body: string };
export type Sending = { url: string; key: string; contentType: string; body: string };

function post(agent: Agent, { url, key, contentType, body }: Sending): Promise<Answer> {
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

/**
 * Sends every body by as many clients at once and gives the answers; the first that is not 200 ends it. Connections
 * are kept open for the run and no longer: the server closes those that were idle since the last one.
 */
export async function sendAll(bodies: readonly Sending[], clients: number): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const waiting = bodies.entries();
  const answers: string[] = [];
  const client = async () => {
    for (const [place, sending] of waiting) {
      const { status, body } = await post(agent, sending);
      if (status !== 200) throw new Error(`POST ${sending.url} answered ${status}: ${body.slice(0, 300)}`);
      answers[place] = body;
    }
  };
  await Promise.all(Array.from({ length: clients }, client)).finally(() => agent.destroy());
  return answers;
}
