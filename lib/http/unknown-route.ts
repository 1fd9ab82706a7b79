import { randomUUID } from "node:crypto";
import { NotFoundError } from "@/lib/errors";
import { errorResponse } from "@/lib/http/error-response";

/** Answers addresses under /api that no endpoint has as a problem too, not as a page. */
export async function unknownRoute(): Promise<Response> {
  return errorResponse(
    new NotFoundError("There is no endpoint at this address; /docs/api lists them."),
    randomUUID(),
  );
}
