/** The path of a small line without axes: from zero, broken at gaps, a lone point as a short stroke. */
export function sparklinePath(values: readonly (number | null)[], width: number, height: number): string {
  const numbers = values.filter((value) => value !== null);
  const low = Math.min(0, ...numbers);
  const high = Math.max(0, ...numbers);
  const x = (index: number) => round(values.length < 2 ? width / 2 : (index / (values.length - 1)) * width);
  const y = (value: number) =>
    round(high === low ? height : height - ((value - low) / (high - low)) * height);
  let path = "";
  values.forEach((value, index) => {
    if (value === null) return;
    const before = values[index - 1] ?? null;
    const after = values[index + 1] ?? null;
    path += before === null ? `M${x(index)} ${y(value)}` : `L${x(index)} ${y(value)}`;
    if (before === null && after === null) path += "h1";
  });
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;
