import { expect, it } from "vitest";
import { UnreadableFile } from "@/lib/domain/files/source-record";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { NotFoundError } from "@/lib/errors";
import { toFailure, UsageError } from "./failure";

const wrapped = (code: string) =>
  new Error("Failed query: select …", { cause: Object.assign(new Error("raw"), { code }) });

it.each([
  [new UsageError("Say which."), 2, "Say which."],
  [new InvalidInput("invalid_parameter", "map", "No such column."), 2, "No such column."],
  [new NotFoundError("There is no organization."), 1, "There is no organization."],
  [new UnreadableFile("There is no such file: a"), 1, "There is no such file: a"],
  [wrapped("42P01"), 1, "The database is not migrated. Run npm run db:migrate first."],
  [
    wrapped("ECONNREFUSED"),
    1,
    "The database cannot be reached: nothing answers at the address of DATABASE_URL.",
  ],
  [wrapped("57P01"), 1, "The database was shut down. What was committed stays; run the command again."],
  [wrapped("XX999"), 1, "raw"],
  ["odd", 1, "odd"],
])("tells %s", (error, exitCode, sentence) => {
  expect(toFailure(error)).toEqual({ exitCode, sentence });
});
