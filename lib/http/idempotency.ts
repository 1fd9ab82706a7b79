import type { Context } from "@/db/context";
import { rememberAnswer } from "@/lib/auth/remember-answer";
import { type AnyEndpoint, isCreation } from "@/lib/contracts/endpoint";
import { ConflictError } from "@/lib/errors";
import { InvalidRequest } from "@/lib/http/invalid-request";

export type Answer = { body: unknown; headers: Record<string, string> };
/** A decoded request, and a name of who sends it that is theirs alone. */
type Asked = { endpoint: AnyEndpoint; request: Request; input: unknown; caller: string };

const HEADER = "Idempotency-Key";

/**
 * Answers a creation that carries an `Idempotency-Key` once: the same request again within a day gets the first
 * answer, another request under the same key a conflict. Failures are not kept: they may be tried again.
 */
export async function answerOnce<C extends Pick<Context, "db">>(
  { endpoint, request, input, caller }: Asked,
  context: C,
  answer: (context: C) => Promise<Answer>,
): Promise<Answer> {
  const key = isCreation(endpoint) ? request.headers.get(HEADER) : null;
  if (key === null) return answer(context);
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw InvalidRequest.of("invalid_parameter", HEADER, "must be 1 to 255 visible ASCII characters");
  const asked = { caller, key, request: `${endpoint.id} ${JSON.stringify(input)}` };
  let first: Answer | undefined;
  const remembered = await rememberAnswer(context.db, asked, async (db) => {
    first = await answer({ ...context, db });
    return endpoint.holdsSecret ? null : first.body;
  });
  if (first) return first;
  if (remembered === null)
    throw new ConflictError(
      "This was done under the same Idempotency-Key, and its answer held a secret that is shown only once.",
    );
  return { body: remembered, headers: { "idempotency-replayed": "true" } };
}
