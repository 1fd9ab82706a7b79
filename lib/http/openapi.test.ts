import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ENDPOINT_GROUPS } from "@/lib/contracts/endpoints";
import { openApiDocument } from "./openapi";

const METHODS = ["get", "post", "put", "patch", "delete"] as const;
const document = openApiDocument();
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item[method];
    return operation ? [{ name: `${method.toUpperCase()} ${path}`, path, method, operation }] : [];
  }),
);
const endpoints = ENDPOINT_GROUPS.flatMap((group) => group.endpoints);

/** Routes that are no part of the API: another library's own, and those for a scheduler with its own secret. */
const UNLISTED = [/^\/api\/auth\//, /^\/api\/cron\//, /^\/api\/\{\.\.\.unknown\}/];

/** The methods and paths of all route files, in the spelling of OpenAPI. */
function routes(): string[] {
  const files = readdirSync("app/api", { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith("route.ts"))
    .flatMap((file) => {
      const path = `/api/${file
        .replace(/\/route\.ts$/, "")
        .replaceAll("[", "{")
        .replaceAll("]", "}")}`;
      const source = readFileSync(`app/api/${file}`, "utf8");
      const methods = [...source.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)];
      return methods.map(([, method]) => `${method} ${path}`);
    })
    .filter((name) => !UNLISTED.some((pattern) => pattern.test(name.split(" ")[1] ?? "")));
}

function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === "$ref" && typeof member === "string" ? [member] : references(member),
  );
}

describe("the OpenAPI document", () => {
  it("is of version 3.1 and says whose it is", () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info).toMatchObject({ title: "Meterline", license: { identifier: "MIT" } });
  });

  it("lists every endpoint and every route, and nothing else", () => {
    const listed = operations.map(({ name }) => name).sort();
    expect(listed).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort());
    expect(listed).toEqual(routes().sort());
  });

  it("leads every reference to a component", () => {
    const schemas = Object.keys(document.components?.schemas ?? {});
    const missing = references(document).filter(
      (reference) => !schemas.includes(reference.replace("#/components/schemas/", "")),
    );
    expect(missing).toEqual([]);
    expect(schemas).toContain("Problem");
  });

  it("names every tag once", () => {
    const names = document.tags?.map(({ name }) => name) ?? [];
    expect(new Set(names).size).toBe(names.length);
  });

  it("names every operation once", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(operations)("$name declares its path, its answers and who may ask", ({ path, operation }) => {
    const declared = operation.parameters?.flatMap((one) =>
      "in" in one && one.in === "path" ? [one.name] : [],
    );
    expect(declared ?? []).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    const answers = Object.entries(operation.responses ?? {});
    expect(answers.some(([status]) => status.startsWith("2"))).toBe(true);
    for (const [, answer] of answers) expect(answer).toHaveProperty("description");
    expect(operation.security).toBeDefined();
    for (const name of (operation.security ?? []).flatMap((one) => Object.keys(one)))
      expect(document.components?.securitySchemes).toHaveProperty(name);
  });

  it("gives every parameter a sentence, an example and its default", () => {
    const incomplete = operations.flatMap(({ name, operation }) =>
      (operation.parameters ?? []).flatMap((parameter) => {
        if ("$ref" in parameter) return [];
        const { schema = {}, description = "", example, required } = parameter;
        const fallback =
          required ||
          "default" in schema ||
          parameter.in === "path" ||
          /unless given|without|beside/i.test(description);
        return description !== "" && example !== undefined && fallback ? [] : [`${name} ${parameter.name}`];
      }),
    );
    expect(incomplete).toEqual([]);
  });

  it("tells defaults as the values they are", () => {
    const usage = document.paths?.["/api/billing/usage"]?.get?.parameters ?? [];
    const schemaOf = (name: string) =>
      usage.flatMap((one) => ("name" in one && one.name === name ? [one.schema] : []))[0];
    expect(schemaOf("page_size")).toMatchObject({ type: "integer", default: 100, minimum: 1, maximum: 1000 });
    expect(schemaOf("interval")).toMatchObject({ default: "day" });
    expect(schemaOf("compare")).toMatchObject({ default: "none" });
  });
});
