/** Says in one sentence why the embedded database cannot be used, and what to do instead. */
export class EmbeddedPostgresError extends Error {
  override name = "EmbeddedPostgresError";
}
