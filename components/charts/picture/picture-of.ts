import { boxMarks } from "./box-marks";
import { svgMark } from "./svg-mark";
import { textMarks } from "./text-marks";

/** A figure as it stands on the screen, as one SVG document of its own. */
export interface Picture {
  svg: string;
  width: number;
  height: number;
}

const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 16;

/** Everything of the figure that is seen, in the colours of the theme: boxes, words, drawings. No buttons. */
export function pictureOf(figure: HTMLElement): Picture {
  const frame = figure.getBoundingClientRect();
  const [width, height] = [Math.ceil(frame.width) + 2 * MARGIN, Math.ceil(frame.height) + 2 * MARGIN];
  const document_ = document.implementation.createDocument(NAMESPACE, "svg", null);
  const root = document_.documentElement;
  root.setAttribute("width", String(width));
  root.setAttribute("height", String(height));
  root.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${width} ${height}`);
  const paint = (name: string, attributes: Record<string, string | number>, text?: string) => {
    const element = document_.createElementNS(NAMESPACE, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    if (text !== undefined) element.textContent = text;
    root.append(element);
  };
  const ground = getComputedStyle(figure.parentElement ?? figure).backgroundColor;
  paint("rect", { x: -MARGIN, y: -MARGIN, width, height, fill: ground });
  for (const element of seenElements(figure)) {
    const place = placeIn(element, frame);
    if (element instanceof SVGSVGElement) root.append(document_.importNode(svgMark(element, place), true));
    else {
      for (const [name, attributes] of boxMarks(element, place)) paint(name, attributes);
      for (const { attributes, text } of textMarks(element, frame)) paint("text", attributes, text);
    }
  }
  return { svg: new XMLSerializer().serializeToString(document_), width, height };
}

function placeIn(element: Element, frame: DOMRect): DOMRect {
  const { x, y, width, height } = element.getBoundingClientRect();
  return new DOMRect(x - frame.x, y - frame.y, width, height);
}

/** The elements in the order in which they are painted; a drawing counts as one. */
function seenElements(root: Element): Element[] {
  return [...root.children].flatMap((child) => {
    if (child.hasAttribute("data-screen-only") || !isSeen(child)) return [];
    return child instanceof SVGSVGElement ? [child] : [child, ...seenElements(child)];
  });
}

function isSeen(element: Element): boolean {
  const { visibility, display, opacity } = getComputedStyle(element);
  if (visibility === "hidden" || display === "none" || opacity === "0") return false;
  const { width, height } = element.getBoundingClientRect();
  // What is there for screen readers only is one pixel large; a row of inline parts may have no box at all.
  return display === "contents" || (width > 1 && height > 1);
}
