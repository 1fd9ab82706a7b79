type Emitting = {
  once(event: "error" | "end", listener: (error?: Error) => void): unknown;
  off(event: "error" | "end", listener: (error?: Error) => void): unknown;
};

/** Work over a connection, failing when the connection is lost: a stream of `copy` would wait for its answer for ever. */
export function unlessLost<T>(client: Emitting, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const lost = (error?: Error) => reject(error ?? new Error("Connection terminated unexpectedly"));
    client.once("error", lost);
    client.once("end", lost);
    const leave = () => {
      client.off("error", lost);
      client.off("end", lost);
    };
    work.then(resolve, reject).finally(leave);
  });
}
