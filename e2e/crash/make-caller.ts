// Makes an organization and a key for it in the database of DATA_DIR, and prints both.
import { closeDb, getDb } from "@/db/client";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { makeOrganization } from "@/lib/testing/factories";

const context = await makeOrganization(await getDb());
const { key } = await createApiKey(context, { name: "Crash test", scopes: ["ingest", "read"] });
process.stdout.write(JSON.stringify({ organization_id: context.tenantId, api_key: key }));
await closeDb();
