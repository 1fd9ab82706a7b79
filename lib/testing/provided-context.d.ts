import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Where test databases are made; the database `meterline_template` there holds the migrated schema. */
    databaseUrl: string;
  }
}
