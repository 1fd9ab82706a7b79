import { expect, it } from "vitest";
import { formatMimeType } from "./file-type-names";

it.each([
  ["image/png", "PNG image"],
  ["image/webp", "WebP image"],
  ["image/svg+xml", "SVG image"],
  ["video/mp4", "MP4 video"],
  ["font/woff2", "WOFF2 font"],
  ["text/markdown", "Markdown"],
  ["application/json", "JSON"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel workbook"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"],
  ["Text/Markdown; charset=utf-8", "Markdown"],
  ["application/vnd.acme.thing", "application/vnd.acme.thing"],
  ["image/vnd.adobe.photoshop", "image/vnd.adobe.photoshop"],
  ["nonsense", "nonsense"],
  [null, "(none)"],
  ["", "(none)"],
])("names %s as %s", (fileType, name) => {
  expect(formatMimeType(fileType)).toBe(name);
});
