import * as z from "zod";

export const credentials = z.object({
  email: z.string().trim().min(1, "is needed"),
  password: z.string().min(1, "is needed"),
});
