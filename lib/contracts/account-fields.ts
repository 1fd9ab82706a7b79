import * as z from "zod";

export const email = z
  .email("must be a mail address such as you@example.com")
  .max(254)
  .meta({ example: "you@example.com" });

/** Length is what makes a password strong; no rule about characters. */
export const newPassword = z
  .string()
  .min(8, "must have at least 8 characters")
  .max(200, "must have at most 200 characters")
  .meta({ format: "password" });

const CONTROL_CHARACTER = /\p{Cc}/u;

/** One line of text that people read, such as a name. */
export const shownName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(200)
  .refine((name) => !CONTROL_CHARACTER.test(name), "must not hold control characters");
