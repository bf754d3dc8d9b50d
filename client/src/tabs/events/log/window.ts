/** Which rows of a long list are on the screen. Rows have one height, open ones a second one more. Pure. */

export const rowHeight = 28;
export const openHeight = 184;

/** How many rows are drawn above and below what can be seen. */
const overscan = 8;

/** How many of the open rows, which are in order, come before a row. */
const openBefore = (open: readonly number[], index: number): number => open.filter((one) => one < index).length;

/** Where a row begins, in pixels. */
export const topOf = (index: number, open: readonly number[]): number => index * rowHeight + openBefore(open, index) * openHeight;

export const heightOf = (count: number, open: readonly number[]): number => topOf(count, open);

/** The row at a place. */
const rowAt = (y: number, open: readonly number[]): number => {
  let above = 0;
  for (const index of open) {
    const top = topOf(index, open);
    if (y < top + rowHeight) break;
    if (y < top + rowHeight + openHeight) return index;
    above += 1;
  }
  return Math.floor((y - above * openHeight) / rowHeight);
};

export interface Slice {
  first: number;
  /** The first one behind it. */
  end: number;
}

export const visibleRows = (scrolled: number, room: number, count: number, open: readonly number[]): Slice => ({
  first: Math.max(0, Math.min(count, rowAt(scrolled, open)) - overscan),
  end: Math.min(count, rowAt(scrolled + room, open) + 1 + overscan),
});

/** How far to scroll so that a row can be seen whole, at least its line; the same as now where it can. */
export const scrolledTo = (index: number, scrolled: number, room: number, open: readonly number[]): number => {
  const top = topOf(index, open);
  if (top < scrolled) return top;
  return top + rowHeight > scrolled + room ? top + rowHeight - room : scrolled;
};
