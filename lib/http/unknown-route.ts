import { randomUUID } from "node:crypto";
import { NotFoundError } from "@/lib/errors";
import { errorResponse } from "@/lib/http/error-response";
import { withServerTiming } from "@/lib/http/server-timing";

/** Answers addresses under /api that no endpoint has as a problem too, not as a page. */
export const unknownRoute = withServerTiming(async () =>
  errorResponse(
    new NotFoundError("There is no endpoint at this address; /docs/api lists them."),
    randomUUID(),
  ),
);
