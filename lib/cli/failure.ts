import { CommanderError } from "commander";
import { UnusableBackup } from "@/lib/domain/backup/manifest";
import { UnreadableFile } from "@/lib/domain/files/source-record";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { AppError, failureCode } from "@/lib/errors";

/** 0 is success, 1 a failure, 2 a command that cannot be meant. */
export type ExitCode = 0 | 1 | 2;
export type Failure = { exitCode: ExitCode; sentence: string };

/** A command line or a setting that is wrong whatever the database holds. */
export class UsageError extends Error {}

/** What ended the command, in a sentence for the person who typed it. Commander has printed its own already. */
export function toFailure(error: unknown): Failure {
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2, sentence: "" };
  if (error instanceof UsageError || error instanceof InvalidInput)
    return { exitCode: 2, sentence: error.message };
  if (error instanceof AppError || error instanceof UnreadableFile || error instanceof UnusableBackup)
    return { exitCode: 1, sentence: error.message };
  return { exitCode: 1, sentence: sentenceOf(error) };
}

const SENTENCES: Record<string, string> = {
  "42P01": "The database is not migrated. Run npm run db:migrate first.",
  "3F000": "The database is not migrated. Run npm run db:migrate first.",
  "3D000": "The database of DATABASE_URL does not exist.",
  "28P01": "The database refused the name or the password of DATABASE_URL.",
  "28000": "The database refused the name or the password of DATABASE_URL.",
  ECONNREFUSED: "The database cannot be reached: nothing answers at the address of DATABASE_URL.",
  ENOTFOUND: "The database cannot be reached: the host of DATABASE_URL is not known.",
  "08006": "The connection to the database was lost. What was committed stays; run the command again.",
  "57P01": "The database was shut down. What was committed stays; run the command again.",
  "57P02": "The connection to the database was lost. What was committed stays; run the command again.",
  ECONNRESET: "The connection to the database was lost. What was committed stays; run the command again.",
  EPIPE: "The connection to the database was lost. What was committed stays; run the command again.",
};

function sentenceOf(error: unknown): string {
  const known = SENTENCES[failureCode(error)];
  if (known) return known;
  const root = rootOf(error);
  return root instanceof Error ? root.message : String(root);
}

/** The driver's own sentence, which drizzle wraps in one that repeats the whole statement. */
function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;
}
