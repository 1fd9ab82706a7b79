import type { InvalidCode } from "@/lib/domain/invalid-input";
import { ERROR_CODES, type ErrorCode } from "@/lib/errors";

type Explained = { meaning: string; fix: string };
export type PublicCode = InvalidCode | ErrorCode | "internal_error";

/** What each error code means and what to do about it, as published under /docs/api. */
const GUIDE: Record<PublicCode, Explained> = {
  invalid_parameter: {
    meaning: "A parameter or field has a value that it cannot have.",
    fix: "The member errors names each wrong field with its rule.",
  },
  unknown_parameter: {
    meaning: "The endpoint does not know a parameter that was sent.",
    fix: "Leave it out, or look for its spelling in the list of parameters.",
  },
  duplicate_parameter: {
    meaning: "A parameter was given more than once.",
    fix: 'Send lists as one JSON array, such as usage_types=["api","storage"].',
  },
  conflicting_parameters: {
    meaning: "Two parameters were given that say the same or exclude each other.",
    fix: "Keep one of the two that detail names.",
  },
  ambiguous_range: {
    meaning: "The range was given both as days and as instants.",
    fix: "Give either start_date and end_date, or from and to.",
  },
  unknown_usage_type: {
    meaning: "The organization has no meter with this key.",
    fix: "Use the key of one of its meters; keys are lower-case words such as file_uploads.",
  },
  unknown_time_zone: {
    meaning: "The time zone is not known.",
    fix: "Use an IANA name such as Europe/Berlin; offsets such as +02:00 are no time zones.",
  },
  invalid_date: {
    meaning: "A date or instant is not in the calendar, or lies outside the years 2000 to 2100.",
    fix: "Write days as 2026-11-01 and instants as 2026-11-01T00:00:00Z.",
  },
  range_reversed: {
    meaning: "The range ends before, or in the instant in which, it starts.",
    fix: "The end of from and to is excluded: move it after the start.",
  },
  too_many_points: {
    meaning: "The range has more than 1,000 buckets of this interval.",
    fix: "Choose a longer interval or a shorter range.",
  },
  page_too_deep: {
    meaning: "A page beyond the 10,000th row was asked for by its number.",
    fix: "Continue with the cursor of the page before.",
  },
  archived: {
    meaning:
      "The question needs single events of a time that has been archived; sums of it are still answered.",
    fix: "Ask for sums, or restore the archive.",
  },
  unauthorized: {
    meaning: "Nobody is signed in, or the key or token is expired, revoked or badly signed.",
    fix: "Sign in, or send Authorization: Bearer with a valid API key or token.",
  },
  forbidden: {
    meaning: "The role or the scope of the key does not allow this.",
    fix: "Ask an admin of the organization for the role, or use a key with the scope.",
  },
  not_found: {
    meaning: "It does not exist, or it belongs to another organization; both are answered alike.",
    fix: "Check the id, and which organization the caller belongs to.",
  },
  method_not_allowed: {
    meaning: "The address exists, but not with this method.",
    fix: "Use a method that the reference lists for it.",
  },
  conflict: {
    meaning: "The request contradicts what is already there.",
    fix: "Read the current state and decide anew.",
  },
  payload_too_large: {
    meaning: "The body is larger than the endpoint takes.",
    fix: "Send less at once.",
  },
  unsupported_media_type: {
    meaning: "The body has a content type that the endpoint does not read.",
    fix: "Send one of the content types listed for it, such as application/json.",
  },
  rate_limited: {
    meaning: "There were too many requests.",
    fix: "Wait as many seconds as Retry-After says.",
  },
  database_unavailable: {
    meaning: "The database does not answer.",
    fix: "Try again in a moment; Retry-After says when. Writes that were acknowledged are safe.",
  },
  too_slow: {
    meaning: "The database was stopped because the question took too long.",
    fix: "Ask for a shorter range, or sort events by time.",
  },
  internal_error: {
    meaning: "Something failed on the server's side.",
    fix: "Report the request_id: it leads to the failure in the server's log.",
  },
};

const STATUS: Partial<Record<PublicCode, number>> = { ...ERROR_CODES, internal_error: 500 };

/** Every error code with its status, meaning and fix, by status. */
export const ERROR_GUIDE = Object.entries(GUIDE)
  .map(([code, explained]) => ({ code, status: statusOf(code), ...explained }))
  .sort((a, b) => a.status - b.status);

function statusOf(code: string): number {
  return Object.entries(STATUS).find(([known]) => known === code)?.[1] ?? 400;
}
