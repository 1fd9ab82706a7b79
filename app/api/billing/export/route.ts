import { exportFile } from "@/lib/contracts/export";
import { downloadRoute } from "@/lib/http/download-route";
import { exportDataset } from "@/lib/services/export/export-dataset";

export const GET = downloadRoute(exportFile, exportDataset);
