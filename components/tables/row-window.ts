export const VIRTUAL_ABOVE = 100;
export const ROW_HEIGHT = 36;
export const VIEW_HEIGHT = 600;

/** The rows that are drawn, with the heights of those that are not. */
export interface RowWindow {
  indexes: readonly number[];
  before: number;
  after: number;
}

export const allRows = (count: number): RowWindow => ({
  indexes: Array.from({ length: count }, (_, index) => index),
  before: 0,
  after: 0,
});

/** What is in view before anybody scrolls, with as much again to scroll into. */
export function firstRows(count: number): RowWindow {
  const drawn = Math.min(count, 2 * Math.ceil(VIEW_HEIGHT / ROW_HEIGHT));
  return { ...allRows(drawn), after: (count - drawn) * ROW_HEIGHT };
}
