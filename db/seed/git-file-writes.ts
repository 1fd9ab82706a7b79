import type { DataSet } from "./data-set";

/** Files written to one project, as its history records them. A deletion uploads nothing. */
export const gitFileWrites: DataSet = {
  file: "electronjs-file-writes.csv.gz",
  organization: "acme",
  kind: "uploads",
  format: "csv",
  newest: "2022-11-22T22:53:21Z",
  toEvents: ({ id, contributor, path = "", mime_type, size_bytes, change, committed_at = "" }) => {
    if (change === "deleted") return { skip: true };
    const folder = path.indexOf("/");
    return [
      {
        id,
        type: "file_upload",
        subject: contributor,
        time: committed_at,
        data: {
          provider: "github",
          team_id: folder < 0 ? "" : path.slice(0, folder),
          file_type: mime_type,
          file_size: size_bytes,
          upload_status: "success",
          file_name: path,
        },
      },
    ];
  },
};
