import type { Viewer } from "@/lib/domain/viewer";

/** Who asks, as a text that is theirs alone within an organization. */
export function callerName(viewer: Viewer): string {
  switch (viewer.kind) {
    case "user":
      return `user ${viewer.userId}`;
    case "api_key":
      return `key ${viewer.apiKeyId}`;
    case "token":
      return `token ${viewer.subject}`;
    case "system":
      return "system";
  }
}
