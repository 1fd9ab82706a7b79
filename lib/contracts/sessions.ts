import * as z from "zod";
import { utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";

export const sessions = defineEndpoint({
  id: "listSessions",
  method: "GET",
  path: "/api/account/sessions",
  summary: "The browsers you are signed in on",
  access: "account",
  response: z.object({
    sessions: z.array(
      z
        .object({
          id: z.string(),
          user_agent: z.string().nullable(),
          ip_address: z.string().nullable(),
          created_at: utcInstant,
          last_seen_at: utcInstant,
          expires_at: utcInstant,
          current: z.boolean().describe("Whether it is the browser that asks"),
        })
        .meta({ id: "Session" }),
    ),
  }),
});
export type Sessions = EndpointResponse<typeof sessions>;

export const sessionEnd = defineEndpoint({
  id: "endSession",
  method: "DELETE",
  path: "/api/account/sessions/{session_id}",
  summary: "Sign one of your browsers out",
  access: "account",
  params: z.object({
    session_id: z
      .uuid()
      .describe("The session's id")
      .meta({ example: "0d9c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d" }),
  }),
  response: z.undefined(),
  status: 204,
});
export type SessionEndInput = EndpointInput<typeof sessionEnd>;

export const sessionsEnd = defineEndpoint({
  id: "signOutEverywhere",
  method: "DELETE",
  path: "/api/account/sessions",
  summary: "Sign out everywhere, here too",
  access: "account",
  response: z.undefined(),
  status: 204,
});
