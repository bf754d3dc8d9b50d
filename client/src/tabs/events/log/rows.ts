/** The loaded rows of the log: older ones come at the end, newer ones at the top. Pure. */

import type { LogPage, LogRow } from "./query";

export const withOlder = ({ rows }: LogPage, page: LogPage): LogPage => {
  const known = new Set(rows.map(({ id }) => id));
  return { rows: [...rows, ...page.rows.filter(({ id }) => !known.has(id))], complete: page.complete };
};

/** The latest rows reach down to rows that are loaded already, or to the end: nothing is missing between them. */
export const reaches = (loaded: LogPage, latest: LogPage): boolean => {
  const last = latest.rows.at(-1);
  return latest.complete || !last || loaded.rows.some(({ id }) => id === last.id);
};

/** The latest rows take the place of those that they reach; where they reach none, of all: no gap is ever shown as if it were none. */
export const withLatest = (loaded: LogPage, latest: LogPage): LogPage => {
  const last = latest.rows.at(-1);
  const at = latest.complete || !last ? -1 : loaded.rows.findIndex(({ id }) => id === last.id);
  if (at < 0) return latest;
  return { rows: [...latest.rows, ...loaded.rows.slice(at + 1)], complete: loaded.complete };
};

/** How many rows the tail keeps; older ones are asked for again when a reader goes there. */
export const mostTailed = 2000;

export const trimmed = (page: LogPage): LogPage =>
  page.rows.length > mostTailed ? { rows: page.rows.slice(0, mostTailed), complete: false } : page;

/** How many rows now stand above the one that was the first; null where that one is gone. */
export const pushedDown = (first: string | null, rows: readonly LogRow[]): number | null => {
  const at = first === null ? -1 : rows.findIndex(({ id }) => id === first);
  return at < 0 ? null : at;
};
