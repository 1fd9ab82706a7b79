import type { DataSet, RowEvent } from "./data-set";

/** Calls of a language model: each row is two events, the tokens it was given and the tokens it gave. */
export const tokenTrace: DataSet = {
  file: "AzureLLMInferenceTrace_code.csv.gz",
  organization: "globex",
  kind: "events",
  format: "csv",
  newest: "2023-11-16T19:14:19.9280160Z",
  toEvents: ({ TIMESTAMP: time = "", ContextTokens, GeneratedTokens }) => {
    const tokens = (part: string, direction: string, quantity = ""): RowEvent => ({
      part,
      type: "usage",
      time,
      data: { usage_type: "ai_tokens", quantity, direction },
    });
    return [tokens("context", "input", ContextTokens), tokens("generated", "output", GeneratedTokens)];
  },
};
