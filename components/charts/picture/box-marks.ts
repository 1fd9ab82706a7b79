type Mark = [name: string, attributes: Record<string, string | number>];

const SIDES = ["top", "right", "bottom", "left"] as const;

/** The ground and the borders of an element. */
export function boxMarks(element: Element, { x, y, width, height }: DOMRect): Mark[] {
  const style = getComputedStyle(element);
  const colour = style.backgroundColor;
  const isFilled = colour !== "rgba(0, 0, 0, 0)" && colour !== "transparent";
  const borders = SIDES.filter(
    (side) => Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) > 0,
  );
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, height / 2);
  const box = { x, y, width, height, rx: radius };
  if (borders.length === 4) {
    const stroke = style.borderTopColor;
    const strokeWidth = style.borderTopWidth;
    return [["rect", { ...box, fill: isFilled ? colour : "none", stroke, "stroke-width": strokeWidth }]];
  }
  const ends = {
    top: [x, y, x + width, y],
    right: [x + width, y, x + width, y + height],
    bottom: [x, y + height, x + width, y + height],
    left: [x, y, x, y + height],
  } as const;
  const lines = borders.map((side): Mark => {
    const [x1, y1, x2, y2] = ends[side];
    return ["line", { x1, y1, x2, y2, stroke: style.getPropertyValue(`border-${side}-color`) }];
  });
  return [...(isFilled ? [["rect", { ...box, fill: colour }] satisfies Mark] : []), ...lines];
}
