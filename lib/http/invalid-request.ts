import type * as z from "zod";
import { INVALID_CODES, type InvalidCode } from "@/lib/domain/invalid-input";

type InvalidProblem = { code: InvalidCode; detail: string; errors: Record<string, string[]> };

/** A request that its contract refuses: every wrong field with its sentences. */
export class InvalidRequest extends Error {
  constructor(readonly problem: InvalidProblem) {
    super(problem.detail);
    this.name = "InvalidRequest";
  }

  static of(code: InvalidCode, field: string, sentence: string): InvalidRequest {
    return new InvalidRequest({ code, detail: `${field}: ${sentence}`, errors: { [field]: [sentence] } });
  }

  static from(error: z.ZodError): InvalidRequest {
    const errors: Record<string, string[]> = {};
    for (const [field, sentence] of error.issues.flatMap(fieldsOf)) {
      errors[field] ??= [];
      errors[field].push(sentence);
    }
    const detail = Object.entries(errors)
      .map(([field, sentences]) => `${field}: ${sentences.join("; ")}`)
      .join(". ");
    return new InvalidRequest({ code: codeOf(error.issues[0]), detail, errors });
  }
}

function fieldsOf(issue: z.core.$ZodIssue): [string, string][] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => [key, "is not a parameter of this endpoint"]);
  return [[issue.path.join(".") || "body", issue.message]];
}

function codeOf(issue: z.core.$ZodIssue | undefined): InvalidCode {
  if (issue?.code === "unrecognized_keys") return "unknown_parameter";
  const code: unknown = issue?.code === "custom" ? issue.params?.code : undefined;
  return INVALID_CODES.find((known) => known === code) ?? "invalid_parameter";
}
