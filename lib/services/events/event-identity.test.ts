import { describe, expect, it } from "vitest";
import { contentFingerprint, eventId } from "@/lib/services/events/event-identity";

describe("eventId", () => {
  it("is a UUID of version 8 from the hash of source and id", () => {
    // printf 'a\0b' | sha256sum, with the version and the variant put in.
    expect(eventId("a", "b")).toBe("59b271ae-1bbc-81d3-9d41-929817f4b16f");
  });

  it("does not mix up where the source ends", () => {
    expect(eventId("ab", "c")).not.toBe(eventId("a", "bc"));
  });
});

describe("contentFingerprint", () => {
  it("is the first eight bytes of the hash as a signed integer", () => {
    // printf '' | sha256sum begins with e3b0c44298fc1c14: above 2^63, so negative.
    expect(contentFingerprint("")).toBe("-2039914840885289964");
  });
});
