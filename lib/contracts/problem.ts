import * as z from "zod";

/** How every failure is told (RFC 9457). */
export const problem = z
  .object({
    type: z.string().describe("Where this code is explained").meta({ example: "/docs/api#range_reversed" }),
    title: z.string().meta({ example: "Invalid request" }),
    status: z.int().meta({ example: 400 }),
    code: z.string().meta({ example: "range_reversed" }),
    detail: z.string().meta({ example: "to: must be after the start" }),
    request_id: z.string().describe("Leads to the failure in the server's log"),
    errors: z
      .record(z.string(), z.array(z.string()))
      .optional()
      .describe("Per wrong field its sentences")
      .meta({ example: { to: ["must be after the start"] } }),
  })
  .meta({ id: "Problem" });
