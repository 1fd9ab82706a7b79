/** Hides what is shown and shows what is hidden. */
export function toggleSeries(hidden: readonly string[], key: string): string[] {
  return hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key];
}

/** Leaves only this series, or shows all again when it was the only one already. */
export function onlySeries(keys: readonly string[], hidden: readonly string[], key: string): string[] {
  const others = keys.filter((one) => one !== key);
  const isAlone = !hidden.includes(key) && others.every((one) => hidden.includes(one));
  return isAlone ? [] : others;
}
