/** Between dots and areas: what a pick of dots means, and which dots a selection holds. */

import { type Block, inBlock } from "../charts/scatter/model";
import { type Area, area, areaLists, contains, sameArea, type ThingKind, toggleArea } from "../state/area";
import type { PointsData } from "./data";
import { type PointsSpec, shownIn } from "./spec";

/** What the server takes as one selection. */
export const mostAreas = 100;

/** Null where a dot stands for things that have none of their own. */
export const areaOfPoint = (data: PointsData, spec: PointsSpec, at: number): Area | null => {
  const point = data.points[at];
  const [bucket, row, color] = [data.buckets[point?.bucket ?? -1], data.rows[point?.row ?? -1], data.colors[point?.color ?? -1]];
  if (!bucket || !row || !color || row.name === null || (color.name === null && !color.hollow)) return null;
  const things = { [areaLists[spec.rows]]: [row.name], ...(color.name !== null && { [areaLists[spec.colors]]: [color.name] }) };
  return area({ from: bucket.from, to: bucket.to, ...things, anonymous: color.hollow && spec.colors === "user" });
};

/** All that is in a block of whole buckets and rows; null where it has no row that can be picked. */
export const areaOfBlock = (data: PointsData, spec: PointsSpec, block: Block): Area | null => {
  const names = data.rows.slice(block.firstRow, block.lastRow + 1).flatMap(({ name }) => (name === null ? [] : [name]));
  const [first, last] = [data.buckets[block.firstBucket], data.buckets[block.lastBucket]];
  if (names.length === 0 || !first || !last || !data.points.some((point) => inBlock(point, block))) return null;
  return area({ from: first.from, to: last.to, [areaLists[spec.rows]]: names });
};

export const areaOfRow = (data: PointsData, spec: PointsSpec, row: number): Area | null => {
  const name = data.rows[row]?.name ?? null;
  return name === null ? null : area({ [areaLists[spec.rows]]: [name] });
};

export const areaOfBucket = (data: PointsData, spec: PointsSpec, bucket: number): Area | null => {
  const { from, to } = data.buckets[bucket] ?? {};
  return from === undefined || to === undefined ? null : area({ from, to, ...shownIn(spec) });
};

export interface Picks {
  /** Positions of the points that are picked; null where nothing is. */
  points: ReadonlySet<number> | null;
  rows: ReadonlySet<number>;
  buckets: ReadonlySet<number>;
}

export const picksOf = (data: PointsData, spec: PointsSpec, areas: readonly Area[]): Picks => {
  if (areas.length === 0) return { points: null, rows: new Set(), buckets: new Set() };
  const points = new Set<number>();
  const [rows, buckets] = [new Set<number>(), new Set<number>()];
  for (const one of areas) {
    const held = holder(data, spec, one);
    for (const [at, point] of data.points.entries())
      if (held.buckets[point.bucket] && held.rows[point.row] && held.colors[point.color]) points.add(at);
    for (const at of data.rows.keys()) if (isSame(areaOfRow(data, spec, at), one)) rows.add(at);
    for (const at of data.buckets.keys()) if (isSame(areaOfBucket(data, spec, at), one)) buckets.add(at);
  }
  return { points, rows, buckets };
};

const isSame = (one: Area | null, other: Area): boolean => one !== null && sameArea(one, other);

/** Which buckets, rows and colours an area holds. A condition that the dots do not show holds none of them. */
const holder = (data: PointsData, spec: PointsSpec, one: Area) => {
  const drawn: readonly ThingKind[] = [spec.rows, spec.colors];
  const shown =
    (Object.keys(areaLists) as ThingKind[]).every((kind) => drawn.includes(kind) || one[areaLists[kind]].length === 0) &&
    (!one.runs || spec.noun === "run");
  const [from, to] = [one.from === null ? -Infinity : Date.parse(one.from), one.to === null ? Infinity : Date.parse(one.to)];
  const names =
    (kind: ThingKind) =>
    (name: string | null): boolean => {
      const list = one[areaLists[kind]];
      return list.length === 0 || (name !== null && list.includes(name));
    };
  const byUser = spec.colors === "user" && one.anonymous;
  return {
    buckets: data.buckets.map((bucket) => shown && Date.parse(bucket.from) >= from && Date.parse(bucket.to) <= to),
    rows: data.rows.map(({ name }) => names(spec.rows)(name)),
    colors: data.colors.map(({ name, hollow }) => (byUser ? hollow : !one.anonymous && names(spec.colors)(name))),
  };
};

/**
 * The selection after a pick: it alone, or beside the others. A dot that a larger area holds already is taken out of that area, which then is the
 * rest of its dots; where these are too many for a selection, it stays as it is.
 */
export const picked = (data: PointsData, spec: PointsSpec, areas: readonly Area[], pick: Area, more: boolean): readonly Area[] => {
  const [only, ...others] = areas;
  if (!more) return only && others.length === 0 && sameArea(only, pick) ? [] : [pick];
  const around = areas.find((one) => !sameArea(one, pick) && contains(one, pick));
  if (!around) return within(toggleArea(areas, pick), areas);
  const rest = [...(picksOf(data, spec, [around]).points ?? [])].map((at) => areaOfPoint(data, spec, at));
  if (rest.some((one) => one === null)) return areas;
  const kept = rest.filter((one) => one !== null && !sameArea(one, pick)) as Area[];
  return within([...areas.filter((one) => one !== around), ...kept], areas);
};

const within = (next: readonly Area[], otherwise: readonly Area[]): readonly Area[] => (next.length <= mostAreas ? next : otherwise);
