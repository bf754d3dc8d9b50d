/** Where the objects of a lineage stand: one below the other, what was made below what it was made from, and an arc for each step. Pure. */

import type { Lineage, LineageStep } from "./query";

export interface LineageRow {
  id: string;
  name: string;
  type: string;
  /** Steps from the object that it is about: below 0 is its origin. */
  level: number;
}

export interface LineageArc {
  /** Rows, by position. */
  from: number;
  to: number;
  step: LineageStep;
}

export interface LineageLayout {
  rows: LineageRow[];
  arcs: LineageArc[];
  /** Objects that were found but have no room. */
  hidden: number;
  /** Whether there is more than was found, on either side. */
  truncated: { origin: boolean; derived: boolean };
}

/** The nearest objects are drawn first: at most so many on either side. */
export const layoutOf = ({ origin, derived }: { origin: Lineage; derived: Lineage }, most = Number.POSITIVE_INFINITY): LineageLayout => {
  const above = origin.entities.map(({ level, entity }) => ({ ...entity, level: 0 - level }));
  const known = new Set(above.map(({ id }) => id));
  const below = derived.entities.map(({ level, entity }) => ({ ...entity, level })).filter(({ id }) => !known.has(id));
  const rows = [...above.slice(0, most + 1).reverse(), ...below.slice(0, most)];
  const place = new Map(rows.map(({ id }, index) => [id, index]));
  const arcs: LineageArc[] = [];
  const drawn = new Set<string>();
  for (const step of [...origin.steps, ...derived.steps]) {
    const [from, to] = [place.get(step.from.id), place.get(step.to.id)];
    const key = `${from} ${to}`;
    if (from === undefined || to === undefined || drawn.has(key)) continue;
    drawn.add(key);
    arcs.push({ from, to, step });
  }
  return {
    rows,
    arcs,
    hidden: above.length + below.length - rows.length,
    truncated: { origin: origin.truncated, derived: derived.truncated },
  };
};

export const rowHeight = 24;

/** So wide is the room of the arcs. */
export const arcRoom = 64;

const middle = (row: number): number => row * rowHeight + rowHeight / 2;

/** An arc to the left of the rows: the further it leads, the wider it swings. */
export const arcPath = ({ from, to }: LineageArc): string => {
  const swing = Math.min(arcRoom - 8, 8 + Math.abs(to - from) * 6);
  const x = arcRoom - 4;
  return `M ${x} ${middle(from)} C ${x - swing} ${middle(from)}, ${x - swing} ${middle(to)}, ${x} ${middle(to)}`;
};
