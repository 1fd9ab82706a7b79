import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { unnestRows } from "@/db/unnest-rows";
import { useDatabase } from "@/lib/testing/database";

const database = useDatabase();

it("carries every text, number and gap to the database as it is", async () => {
  const texts = [
    "",
    " ",
    "NULL",
    "null",
    "{}",
    'a "quote"',
    "back\\slash",
    "a,b",
    "{1,2}",
    "new\nline",
    "😀",
    "'",
  ];
  const rows = [...texts.map((word, n) => ({ n, word })), { n: 99, word: null }, { n: -1.5 }];
  const from = unnestRows(rows, { n: "numeric", word: "text", gap: "uuid" }, "r");
  const { rows: read } = await database.db.execute(sql`select n::float8 as n, word, gap from ${from}`);
  expect(read).toEqual(rows.map(({ n, ...rest }) => ({ n, word: null, gap: null, ...rest })));
});

it("takes no rows for no rows", async () => {
  const { rows } = await database.db.execute(sql`select * from ${unnestRows([], { word: "text" }, "r")}`);
  expect(rows).toEqual([]);
});
