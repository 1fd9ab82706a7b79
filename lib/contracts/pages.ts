import * as z from "zod";
import { wholeNumber } from "@/lib/contracts/common";

/** The page of a list that is counted as a whole. */
export const pageParameters = (things: string, limit = 50) => ({
  page: wholeNumber(1, 10_000).default(1).describe("Which page"),
  limit: wholeNumber(1, 200).default(limit).describe(`${things} per page`).meta({ example: limit }),
});

export const pagination = z
  .object({
    page: z.int(),
    limit: z.int(),
    total_items: z.int(),
    total_pages: z.int(),
    next_cursor: z.null(),
  })
  .meta({ id: "Pagination" });
export type Pagination = z.output<typeof pagination>;
