const NAMES: Record<string, string> = {
  "text/markdown": "Markdown",
  "text/plain": "Plain text",
  "text/html": "HTML",
  "text/css": "CSS",
  "text/csv": "CSV",
  "text/javascript": "JavaScript",
  "text/xml": "XML",
  "text/yaml": "YAML",
  "text/calendar": "Calendar",
  "text/typescript": "TypeScript",
  "text/x-python": "Python",
  "text/x-c++src": "C++ source",
  "text/x-c++hdr": "C++ header",
  "text/x-csrc": "C source",
  "text/x-chdr": "C header",
  "application/json": "JSON",
  "application/x-ndjson": "NDJSON",
  "application/xml": "XML",
  "application/yaml": "YAML",
  "application/javascript": "JavaScript",
  "application/typescript": "TypeScript",
  "application/pdf": "PDF",
  "application/zip": "ZIP archive",
  "application/gzip": "Gzip archive",
  "application/x-tar": "Tar archive",
  "application/x-7z-compressed": "7-Zip archive",
  "application/octet-stream": "Binary file",
  "application/wasm": "WebAssembly",
  "application/rtf": "Rich text",
  "application/msword": "Word document",
  "application/vnd.ms-excel": "Excel workbook",
  "application/vnd.ms-powerpoint": "PowerPoint presentation",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel workbook",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint presentation",
  "application/vnd.oasis.opendocument.text": "OpenDocument text",
  "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument spreadsheet",
  "application/vnd.oasis.opendocument.presentation": "OpenDocument presentation",
  "application/vnd.apache.parquet": "Parquet",
  "image/jpeg": "JPEG image",
  "image/svg+xml": "SVG image",
  "image/webp": "WebP image",
  "image/vnd.microsoft.icon": "Icon",
  "image/x-icon": "Icon",
  "audio/mpeg": "MP3 audio",
  "video/quicktime": "QuickTime video",
};

const KINDS: Record<string, string> = { image: "image", audio: "audio", video: "video", font: "font" };

/**
 * A readable name of a MIME type: "PNG image" for image/png. Parameters and letter case do not matter;
 * a type without a name stays as it is, and no type is "(none)".
 */
export function formatMimeType(fileType: string | null | undefined): string {
  if (!fileType) return "(none)";
  const bare = fileType.split(";")[0]?.trim().toLowerCase() ?? "";
  const known = NAMES[bare];
  if (known) return known;
  const [family = "", subtype = ""] = bare.split("/");
  const kind = KINDS[family];
  if (!kind || !/^[a-z0-9]{2,5}$/.test(subtype)) return fileType;
  return `${subtype.toUpperCase()} ${kind}`;
}
