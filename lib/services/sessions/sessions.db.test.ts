import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import { users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { identify } from "@/lib/auth/request";
import { sessions } from "@/lib/contracts/sessions";
import { endSession } from "@/lib/services/sessions/end-session";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { signOutEverywhere } from "@/lib/services/sessions/sign-out-everywhere";
import { signedInContext } from "@/lib/testing/accounts";
import { makeRequest, makeUser } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { asProcessDatabase } from "@/lib/testing/process-database";

const database = useDatabase();
const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

const isSignedIn = ({ cookie }: { cookie: string }) =>
  identify(makeRequest("/", { cookie })).then(
    () => true,
    () => false,
  );

it("lists the caller's own sessions that still work, with the asking one marked", () =>
  inDatabase(async (db) => {
    const ada = await makeUser(db);
    const here = await signedInContext(db, ada);
    const there = await signedInContext(db, ada);
    await signedInContext(db, await makeUser(db));
    const listed = sessions.response.parse(await listSessions(here)).sessions;
    expect(listed.map(({ id, current }) => [id, current])).toEqual(
      expect.arrayContaining([
        [here.caller.sessionId, true],
        [there.caller.sessionId, false],
      ]),
    );
    expect(listed).toHaveLength(2);
    const inTwoMonths = new Date(Date.now() + 60 * 86_400_000);
    expect(await listSessions({ ...here, now: inTwoMonths })).toEqual({ sessions: [] });
  }));

it("ends one session at once, and leaves the others", () =>
  inDatabase(async (db) => {
    const ada = await makeUser(db);
    const here = await signedInContext(db, ada);
    const there = await signedInContext(db, ada);
    await endSession(here, { session_id: there.caller.sessionId });
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
    const again = endSession(here, { session_id: there.caller.sessionId });
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  }));

it("does not end a stranger's session", () =>
  inDatabase(async (db) => {
    const ada = await signedInContext(db, await makeUser(db));
    const eve = await signedInContext(db, await makeUser(db));
    const ended = endSession(eve, { session_id: ada.caller.sessionId });
    await expect(ended).rejects.toMatchObject({ code: "not_found" });
    expect(await isSignedIn(ada)).toBe(true);
  }));

it("signs out everywhere, also browsers whose session row is lost", () =>
  inDatabase(async (db) => {
    const ada = await makeUser(db);
    const here = await signedInContext(db, ada);
    const there = await signedInContext(db, ada);
    const eve = await signedInContext(db, await makeUser(db));
    await signOutEverywhere(here);
    expect([await isSignedIn(here), await isSignedIn(there), await isSignedIn(eve)]).toEqual([
      false,
      false,
      true,
    ]);
    const [user] = await asOperator(db, (tx) => tx.select().from(users).where(eq(users.id, ada.id)));
    expect(user?.sessionVersion).toBe(2);
    expect(await isSignedIn(await signedInContext(db, ada))).toBe(true);
  }));
