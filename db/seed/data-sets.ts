import { accessLog } from "./access-log";
import { bucketRequests } from "./bucket-requests";
import { cloudBills } from "./cloud-bills";
import type { DataSet } from "./data-set";
import { functionInvocations } from "./function-invocations";
import { gitFileWrites } from "./git-file-writes";
import { tokenTrace } from "./token-trace";

/** What the demo loads. Whole files go to one organization, so that published sums stay checkable. */
export const DATA_SETS: readonly DataSet[] = [
  gitFileWrites,
  accessLog,
  bucketRequests,
  tokenTrace,
  functionInvocations,
  cloudBills,
];
