const PAINTED = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity"],
  ...["stroke-linejoin", "paint-order", "font-family", "font-size", "font-weight", "text-anchor"],
];

/** A drawing of the page at its place, with the colours that its variables stand for now. */
export function svgMark(drawing: SVGSVGElement, { x, y, width, height }: DOMRect): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  paint(drawing, copy);
  const originals = drawing.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, index) => {
    const original = originals[index];
    if (original) paint(original, element);
  });
  for (const [name, value] of Object.entries({ x, y, width, height })) copy.setAttribute(name, String(value));
  return copy;
}

function paint(original: Element, copy: Element): void {
  const style = getComputedStyle(original);
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  for (const name of PAINTED) {
    const value = style.getPropertyValue(name);
    // A pattern is named by the address of the page in the computed style.
    if (value) copy.setAttribute(name, value.replace(/url\("[^"]*#([^"]+)"\)/, "url(#$1)"));
  }
}
