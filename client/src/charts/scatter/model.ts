/** A scatter of time by rows: its data, and where its dots lie. Pure geometry, in CSS pixels; nothing here knows what is counted. */

/** A column: one bucket of time. */
export interface ScatterBucket {
  /** First instant that counts in it, within the range. */
  from: string;
  /** First instant after it, within the range. */
  to: string;
  label: string;
  /** In full, for tooltip, table and screen reader. */
  words: string;
  unfinished: boolean;
}

export interface ScatterRow {
  /** Unique among the rows. */
  id: string;
  /** The name by which it is picked; null where it cannot be. */
  name: string | null;
  label: string;
  /** What the row counts as a whole, in words. */
  words: string;
  /** Whether it stands for all that has no row of its own. */
  other: boolean;
}

export interface ScatterColor {
  name: string | null;
  label: string;
  /** A CSS colour. */
  css: string;
  /** Drawn as a ring: nobody known. */
  hollow: boolean;
  /** Whether it stands for all that has no colour of its own. */
  other: boolean;
}

/** One dot, as positions in the lists of buckets, rows and colours. */
export interface ScatterPoint {
  bucket: number;
  row: number;
  color: number;
  /** What its area is proportional to. */
  value: number;
  words: string;
}

export interface ScatterData {
  buckets: readonly ScatterBucket[];
  rows: readonly ScatterRow[];
  colors: readonly ScatterColor[];
  /** By bucket, then row, then colour. */
  points: readonly ScatterPoint[];
}

/** The part of the buckets in sight, as positions among them; whole numbers are their beginnings. */
export interface Window {
  from: number;
  to: number;
}

const smallestDiameter = 4;
const largestDiameter = 24;

/** A stable number in [0, 1) for a text: FNV-1a with a final mix, so that similar names lie apart. */
export const unitHash = (text: string, salt = 0): number => {
  let hash = 0x811c9dc5 ^ salt;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
};

/** Where the dots lie, before zoom and scroll: x in buckets, y in rows, radius in pixels. */
export interface Placed {
  x: Float64Array;
  y: Float64Array;
  radius: Float64Array;
  /** Positions of the points, the largest first, so that no dot hides a smaller one. */
  order: readonly number[];
}

/** Dots that share a bucket and a row are moved apart by the hash of their colour's name: always to the same place. */
export const place = ({ points, colors }: ScatterData): Placed => {
  const most = points.reduce((top, { value }) => Math.max(top, value), 1);
  const [x, y, radius] = [new Float64Array(points.length), new Float64Array(points.length), new Float64Array(points.length)];
  points.forEach((point, at) => {
    const alone = points[at - 1]?.bucket !== point.bucket || points[at - 1]?.row !== point.row;
    const single = alone && (points[at + 1]?.bucket !== point.bucket || points[at + 1]?.row !== point.row);
    const label = colors[point.color]?.label ?? "";
    x[at] = point.bucket + 0.5 + (single ? 0 : (unitHash(label) - 0.5) * 0.7);
    y[at] = point.row + 0.5 + (single ? 0 : (unitHash(label, 1) - 0.5) * 0.6);
    radius[at] = (smallestDiameter + (largestDiameter - smallestDiameter) * Math.sqrt(point.value / most)) / 2;
  });
  const order = points.map((_, at) => at).sort((a, b) => (points[b]?.value ?? 0) - (points[a]?.value ?? 0));
  return { x, y, radius, order };
};

/** The room that the dots are drawn into. */
export interface Room {
  width: number;
  rowHeight: number;
  window: Window;
}

export const toX = ({ width, window }: Room, x: number): number => ((x - window.from) / (window.to - window.from)) * width;

export const fromX = ({ width, window }: Room, px: number): number => window.from + (px / width) * (window.to - window.from);

/** The dot under a position of the room, the topmost one; a dot is never harder to hit than 6 pixels around its centre. */
export const hit = (placed: Placed, room: Room, px: number, py: number): number | null => {
  let found: number | null = null;
  for (const at of placed.order) {
    const dx = toX(room, placed.x[at] ?? 0) - px;
    const dy = (placed.y[at] ?? 0) * room.rowHeight - py;
    const reach = Math.max(6, placed.radius[at] ?? 0);
    if (dx * dx + dy * dy <= reach * reach) found = at;
  }
  return found;
};

/** Whole buckets and rows, the last ones included. */
export interface Block {
  firstBucket: number;
  lastBucket: number;
  firstRow: number;
  lastRow: number;
}

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, Math.floor(value)));

/** The buckets and rows that a rectangle touches: what it shows is what it picks. Null where no row can be picked. */
export const block = (data: ScatterData, room: Room, from: readonly [number, number], to: readonly [number, number]): Block | null => {
  const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
  const [top, bottom] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
  const pickable = data.rows.findLastIndex((row) => row.name !== null) + 1;
  const firstRow = Math.floor(top / room.rowHeight);
  if (pickable === 0 || data.buckets.length === 0 || firstRow >= pickable) return null;
  return {
    firstBucket: within(fromX(room, left), data.buckets.length),
    lastBucket: within(fromX(room, right), data.buckets.length),
    firstRow: within(firstRow, pickable),
    lastRow: within(bottom / room.rowHeight, pickable),
  };
};

export const inBlock = ({ bucket, row }: ScatterPoint, { firstBucket, lastBucket, firstRow, lastRow }: Block): boolean =>
  bucket >= firstBucket && bucket <= lastBucket && row >= firstRow && row <= lastRow;

/** A window scaled around a position, never beyond all buckets and never narrower than one. */
export const zoomed = (window: Window, around: number, factor: number, buckets: number): Window => {
  const span = Math.max(1, Math.min(buckets, (window.to - window.from) * factor));
  const part = (around - window.from) / (window.to - window.from);
  return moved({ from: around - span * part, to: around + span * (1 - part) }, 0, buckets);
};

/** A window moved by so many buckets, as far as there are any. */
export const moved = ({ from, to }: Window, by: number, buckets: number): Window => {
  const span = Math.min(to - from, buckets);
  const start = Math.max(0, Math.min(buckets - span, from + by));
  return { from: start, to: start + span };
};

/** The next dot for an arrow key: along the row by time, or in the nearest row above or below the one that is nearest in time. */
export const step = (data: ScatterData, at: number | null, key: string): number | null => {
  const { points } = data;
  if (points.length === 0) return null;
  const here = at === null ? undefined : points[at];
  if (!here || at === null) return key.startsWith("Arrow") ? 0 : null;
  if (key === "Home") return points.findIndex(({ row }) => row === here.row);
  if (key === "End") return points.findLastIndex(({ row }) => row === here.row);
  if (key === "ArrowRight")
    return keep(
      points.findIndex((point, index) => index > at && point.row === here.row),
      at,
    );
  if (key === "ArrowLeft")
    return keep(
      points.findLastIndex((point, index) => index < at && point.row === here.row),
      at,
    );
  if (key !== "ArrowUp" && key !== "ArrowDown") return null;
  const down = key === "ArrowDown";
  const beyond = points.filter(({ row }) => (down ? row > here.row : row < here.row));
  const next = beyond.reduce((best, { row }) => (down ? Math.min(best, row) : Math.max(best, row)), down ? Infinity : -Infinity);
  const nearest = beyond
    .filter(({ row }) => row === next)
    .sort((a, b) => Math.abs(a.bucket - here.bucket) - Math.abs(b.bucket - here.bucket))[0];
  return nearest ? points.indexOf(nearest) : at;
};

const keep = (found: number, otherwise: number): number => (found < 0 ? otherwise : found);
