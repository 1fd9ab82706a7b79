interface TextMark {
  attributes: Record<string, string | number>;
  text: string;
}

/** The words that an element itself holds, line by line as they broke on the screen. */
export function textMarks(element: Element, frame: DOMRect): TextMark[] {
  const style = getComputedStyle(element);
  const clip = clipOf(element, frame);
  const paint = {
    fill: style.color,
    "font-family": style.fontFamily,
    "font-size": style.fontSize,
    "font-weight": style.fontWeight,
    "dominant-baseline": "central",
  };
  return [...element.childNodes]
    .filter((node) => node instanceof Text)
    .flatMap((node) => linesOf(node))
    .filter(({ box }) => isInside(box, clip))
    .map(({ text, box }) => ({
      attributes: { ...paint, x: box.left - frame.left, y: (box.top + box.bottom) / 2 - frame.top },
      text,
    }));
}

interface Line {
  text: string;
  box: { left: number; right: number; top: number; bottom: number };
}

function linesOf(node: Text): Line[] {
  const range = document.createRange();
  const lines: Line[] = [];
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) {
      last.text += ` ${word}`;
      last.box.right = box.right;
    } else
      lines.push({ text: word, box: { left: box.left, right: box.right, top: box.top, bottom: box.bottom } });
  }
  return lines;
}

/** The box that cuts an element: what scrolls or is too long around it. */
function clipOf(element: Element, frame: DOMRect): Line["box"] {
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (getComputedStyle(at).overflowX !== "visible") return at.getBoundingClientRect();
  }
  return frame;
}

const isInside = (box: Line["box"], clip: Line["box"]) =>
  box.bottom > clip.top && box.top < clip.bottom && box.right > clip.left && box.left < clip.right;
