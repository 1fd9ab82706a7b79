import * as z from "zod";
import type { ArchiveManifest } from "@/lib/domain/archive/archive-manifest";

const fact = { events: z.int(), quantity: z.string(), duration_ms: z.string() };
const fileName = z.string().regex(/^[\w.-]+$/, "must be the name of a file beside the manifest");

/** A manifest as it is read back from the disk. */
export const archiveManifest: z.ZodType<ArchiveManifest> = z.object({
  format: z.literal("meterline-archive"),
  version: z.literal(1),
  id: z.uuid(),
  organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  created_at: z.iso.datetime(),
  migration: z.int(),
  rows: z.int(),
  files: z.array(
    z.object({
      table: z.enum(["file_uploads", "api_requests", "usage_events"]),
      file: fileName,
      rows: z.int(),
      bytes: z.int(),
      sha256: z.string(),
      digest: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      facts: z.record(z.string(), z.object({ rows: z.int(), ...fact })),
    }),
  ),
  contents: z.record(z.string(), z.object({ events: z.int(), first: z.string(), last: z.string() })),
  rollups: z.record(z.string(), z.object(fact)),
});
