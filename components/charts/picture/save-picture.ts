import { saveFile } from "../save-file";
import { type Picture, pictureOf } from "./picture-of";

/** Sharp on paper and on dense screens. */
const SCALE = 2;

/** Saves a figure as the screen shows it. */
export async function savePicture(figure: HTMLElement, kind: "png" | "svg", name: string): Promise<void> {
  const picture = pictureOf(figure);
  const content =
    kind === "svg" ? new Blob([picture.svg], { type: "image/svg+xml" }) : await rasterOf(picture);
  saveFile(content, name);
}

async function rasterOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  // The page's policy allows pictures from its own text, not from object addresses.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: width * SCALE,
    height: height * SCALE,
  });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is empty."))), "image/png"),
  );
}
