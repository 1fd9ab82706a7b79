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
    return InvalidRequest.told(error, fieldsOf);
  }

  /** Of a query string, where a list is one parameter: its members have no names. */
  static ofParameters(error: z.ZodError): InvalidRequest {
    return InvalidRequest.told(error, parametersOf);
  }

  private static told(error: z.ZodError, read: (issue: z.core.$ZodIssue) => Told[]): InvalidRequest {
    const fields = new Map<string, string[]>();
    for (const [field, sentence] of error.issues.flatMap(read))
      fields.set(field, [...(fields.get(field) ?? []), sentence]);
    const detail = [...fields].map(([field, sentences]) => `${field}: ${sentences.join("; ")}`).join(". ");
    // Not assigned one by one: a sender may call a field __proto__.
    const errors = Object.fromEntries(fields);
    return new InvalidRequest({ code: codeOf(error.issues[0]), detail, errors });
  }
}

type Told = [field: string, sentence: string];

function parametersOf(issue: z.core.$ZodIssue): Told[] {
  const [name, index] = issue.path;
  if (name === undefined || index === undefined) return fieldsOf(issue);
  return [[String(name), `[${String(index)}] ${issue.message}`]];
}

function fieldsOf(issue: z.core.$ZodIssue): Told[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => [key, "is not a parameter of this endpoint"]);
  return [[issue.path.join(".") || "body", issue.message]];
}

function codeOf(issue: z.core.$ZodIssue | undefined): InvalidCode {
  if (issue?.code === "unrecognized_keys") return "unknown_parameter";
  const code: unknown = issue?.code === "custom" ? issue.params?.code : undefined;
  return INVALID_CODES.find((known) => known === code) ?? "invalid_parameter";
}
