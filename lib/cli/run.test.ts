import { describe, expect, it } from "vitest";
import { run } from "./run";

async function usage(...args: string[]) {
  const printed: string[] = [];
  const noted: string[] = [];
  const exitCode = await run(args, {
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
    isWatched: false,
  });
  return { exitCode, printed: printed.join("\n"), noted: noted.join("\n") };
}

const COMMANDS = [
  "ingest",
  "opening",
  "track",
  "aggregate",
  "refresh",
  "verify",
  "report",
  "stats",
  "trends",
  "peaks",
  "meters",
  "quotas",
  "alerts",
  "generate",
  "quote",
  "organizations",
  "archive",
  "unarchive",
  "backup",
  "restore",
  "cleanup",
  "doctor",
];

describe("help", () => {
  it("lists exactly the commands there are", async () => {
    const { exitCode, printed } = await usage("--help");
    const listed = [...printed.matchAll(/^ {2}([a-z]+)(?: \[\w+\]| <\w+>)* {2}/gm)].map(([, name]) => name);
    expect(listed).toEqual([...COMMANDS, "help"]);
    expect(printed).toContain("Exit codes: 0 done, 1 failed, 2 wrong usage.");
    expect(exitCode).toBe(0);
  });

  const single = COMMANDS.filter(
    (command) => !["meters", "opening", "quotas", "alerts", "organizations"].includes(command),
  );
  const ofGroups = [
    "quotas list",
    "quotas set",
    "alerts check",
    "alerts list",
    "meters fill",
    "organizations list",
    "organizations delete",
  ];
  it.each([...single, ...ofGroups, "meters list", "meters create", "opening list", "opening remove"])(
    "of %s names the options that every command has",
    async (command) => {
      const { exitCode, printed } = await usage(...command.split(" "), "--help");
      expect(exitCode).toBe(0);
      expect(printed).toContain(`Usage: meterline ${command} `);
      expect(printed).toMatch(/--org <organization>/);
      expect(printed).toMatch(/--json/);
    },
  );

  it("of ingest names every option", async () => {
    const { printed } = await usage("ingest", "--help");
    const options = [...printed.matchAll(/^ {2}(?:-h, )?--([a-z-]+)/gm)].map(([, name]) => name);
    expect(options).toEqual(
      "org json kind format map set skip provider team source timezone shift-weeks rejects dry-run help".split(
        " ",
      ),
    );
  });

  it("stands in for a missing command, which is wrong usage", async () => {
    const { exitCode, noted } = await usage();
    expect(exitCode).toBe(2);
    expect(noted).toContain("Usage: meterline");
  });
});

it.each([
  [["nope"], "unknown command 'nope'"],
  [["ingest"], "missing required argument 'file'"],
  [["ingest", "a", "b"], "too many arguments for 'ingest'"],
  [["ingest", "a", "--frmat", "csv"], "(Did you mean --format?)"],
  [["ingest", "a", "--kind"], "option '--kind <kind>' argument missing"],
  [["ingest", "a", "--kind", "files"], "It must be one of uploads, requests, events, aggregates."],
  [["opening", "remove"], "required option '--source <name>' not specified"],
  [["ingest", "a", "--format", "xml"], "It must be one of csv, ndjson, cloudevents, combined-log."],
  [["ingest", "a", "--map", "size"], "It must be written as column=field."],
  [["ingest", "a", "--map", "=bytes"], "It must be written as column=field."],
  [["ingest", "a", "--map", "size="], "It must be written as column=field."],
  [["ingest", "a", "--set", "status"], "It must be written as field=value."],
  [["ingest", "a", "--skip", "=x"], "It must be written as column=value."],
  [["ingest", "a", "--timezone", "Mars/Base"], "It must be a time zone such as Europe/Berlin."],
  [["ingest", "a", "--timezone", "+02:00"], "It must be a time zone such as Europe/Berlin."],
  [["ingest", "a", "--shift-weeks", "1.5"], "It must be a whole number."],
  [["ingest", "a", "--shift-weeks", "many"], "It must be a whole number."],
  [["ingest", "a", "--provider", " "], "It must not be empty."],
  [["ingest", "a", "--team", ""], "It must not be empty."],
  [["ingest", "a", "--source", ""], "It must not be empty."],
  [["ingest", "a", "--rejects", ""], "It must not be empty."],
  [["ingest", "a", "--org", ""], "It must not be empty."],
  [["aggregate"], "missing required argument 'interval'"],
  [["aggregate", "yearly"], "It must be one of hourly, daily, monthly."],
  [["aggregate", "daily", "--from", "2026-02-30"], "It must be a day such as 2026-11-01."],
  [["track"], "missing required argument 'meter'"],
  [["track", "ai_tokens"], "missing required argument 'quantity'"],
  [["track", "ai_tokens", "many"], "It must be a decimal number such as 12.5."],
  [["track", "ai_tokens", "1", "--time", "now"], "It must be an instant with its offset"],
  [["track", "ai_tokens", "1", "--properties", "[1]"], "It must be a JSON object"],
  [["track", "ai_tokens", "1", "--properties", "{"], "It must be a JSON object"],
  [["track", "ai_tokens", "1", "--properties", '{"quantity":2}'], "It must not hold quantity"],
  [["stats"], "missing required argument 'meter'"],
  [["stats", "api", "--interval", "year"], "Allowed choices are hour, day, week, month."],
  [["trends", "api", "--days", "0"], "It must be a whole number from 1 to 36500."],
  [["peaks", "api", "--days", "7", "--from", "2026-11-01"], "cannot be used with option '--from"],
  [["peaks", "api", "--limit", "0"], "It must be a whole number from 1 to 1000."],
  [["report", "--format", "xml"], "Allowed choices are table, json, csv."],
  [["report", "api", "--timezone", "+02:00"], "It must be a time zone such as Europe/Berlin."],
  [["verify", "now"], "too many arguments for 'verify'"],
  [["verify", "--all"], "unknown option '--all'"],
  [["refresh", "--hard"], "unknown option '--hard'"],
  [["organizations", "delete"], "Say which organization: --org <slug>."],
  [["organizations", "list", "--org", "acme"], "All organizations are listed: leave --org out."],
  [["backup", "a", "--org", "acme"], "A backup is of the whole database: leave --org out."],
  [["restore", "a", "--org", "acme"], "A backup is of the whole database: leave --org out."],
  [["restore"], "missing required argument 'file'"],
  [["archive"], "Say how old events must be: --older-than 90d, or set BILLING_ARCHIVE_AFTER_DAYS."],
  [["archive", "--older-than", "90"], "It must be a number of days such as 90d."],
  [["archive", "--older-than", "0d"], "It must be a number of days such as 90d."],
  [["archive", "--older-than", "3m"], "It must be a number of days such as 90d."],
  [["unarchive"], "missing required argument 'file'"],
  [["cleanup", "--org", "acme"], "cleanup is for all organizations at once: leave --org out."],
  [["generate", "--months", "0"], "It must be a whole number from 1 to 120."],
  [["generate", "--months", "many"], "It must be a whole number from 1 to 120."],
  [["generate", "--seed", "-1"], "It must be a whole number from 0 to 4294967295."],
  [["generate", "--until", "2026-02-30"], "It must be a day such as 2026-11-01."],
  [["generate", "--remove", "--seed", "1"], "cannot be used with option '--seed"],
  [["doctor", "--fix"], "unknown option '--fix'"],
])("refuses %j as wrong usage, with a sentence", async (args, sentence) => {
  const { exitCode, printed, noted } = await usage(...args);
  expect(noted).toContain(sentence);
  expect(exitCode).toBe(2);
  expect(printed).toBe("");
});

describe("quote", () => {
  const compute = '{"currency":"USD","model":"unit","unit_amount":"0.05","per":"3600"}';

  it("tells what a quantity costs", async () => {
    // 7201 s ÷ 3600 × 0.05 = 0.100013888…
    const { exitCode, printed } = await usage("quote", "7201", "--price", compute);
    expect(printed).toBe("0.1 USD (exactly 0.100014)\n0 to any: 7201 units cost 0.100014");
    expect(exitCode).toBe(0);
  });

  it("answers with the API's object", async () => {
    const { printed } = await usage("quote", "7200", "--price", compute, "--json");
    expect(JSON.parse(printed)).toMatchObject({ amount: "0.1", exact_amount: "0.1", currency: "USD" });
  });

  it.each([
    ['{"currency":"USD","model":"unit","unit_amount":0.05}', "unit_amount must be a decimal string"],
    ['{"currency":"USD","model":"unit","unit_amount":"-1"}', "unit_amount must not be negative"],
    ["{", "price must be a price, a JSON object"],
  ])("refuses %s", async (price, sentence) => {
    const { exitCode, noted } = await usage("quote", "1", "--price", price);
    expect(noted).toContain(sentence);
    expect(exitCode).toBe(2);
  });
});
