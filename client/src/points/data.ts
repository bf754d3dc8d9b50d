/** From an answer to the dots of a scatter. Pure: views do no arithmetic. */

import type { HistogramBar } from "../charts/scatter/histogram";
import type { ScatterBucket, ScatterColor, ScatterData, ScatterRow } from "../charts/scatter/model";
import { bucketLabel, bucketWords, capital, change, clock, count, plural } from "../format";
import type { Table } from "../parts/table";
import type { Points } from "./query";
import { colorNamed, type PointsSpec, rowNamed } from "./spec";

/** The dots, and what they add up to. */
export interface PointsData extends ScatterData {
  /** Events and users of each point, in the order of the points. */
  values: readonly { events: number; users: number }[];
  /** Events of all points. */
  events: number;
}

const nothing = "nothing";

const bucketsOf = ({ scope, bars, cells }: Points): ScatterBucket[] => {
  const { timeZone: zone, asOf, from, to } = scope;
  return cells.buckets.map((start, at) => {
    const next = cells.buckets[at + 1] ?? to;
    const future = Date.parse(start) > Date.parse(asOf);
    const unfinished = !future && at >= cells.finishedBuckets;
    return {
      from: Date.parse(start) < Date.parse(from) ? from : start,
      to: Date.parse(next) > Date.parse(to) ? to : next,
      label: bucketLabel(bars.bucket, start, zone),
      words: bucketWords(bars.bucket, start, next, zone) + (unfinished ? `, until ${clock(asOf, zone)}` : ""),
      unfinished,
    };
  });
};

/** What a row is as a whole: `Chem: 340 events of 12 users, ▲ +11% against the previous period`. */
const rowWords = (
  label: string,
  row: Points["rows"]["rows"][number] | undefined,
  { noun }: PointsSpec,
  comparison: string | null,
): string => {
  if (!row) return label;
  const moved = comparison && row.previous ? `, ${change(row.measures.events, row.previous.events).text} against the ${comparison}` : "";
  return `${label}: ${plural(row.measures.events, noun)} of ${plural(row.measures.users, "user")}${moved}`;
};

/** Rows in the order of their users; those that are no thing, and the one of all others, come last. */
const rowsOf = (points: Points, spec: PointsSpec, comparison: string | null): (ScatterRow & { index: number; users: number })[] => {
  const { cells, rows } = points;
  const { rows: kind } = spec;
  const counted = new Map(rows.rows.map((row) => [rowNamed(kind, row.key).name, row]));
  return cells.y
    .map(({ key, other }, index) => {
      const { name, label } = rowNamed(kind, key);
      const rest = rows.totalRows - rows.rows.length;
      const row = other ? undefined : counted.get(name);
      return other
        ? {
            id: "other",
            name: null,
            label: `Other ${count(rest)}`,
            words: `Other ${plural(rest, kind)}: show all`,
            other,
            index,
            users: -1,
          }
        : {
            id: name ?? nothing,
            name,
            label,
            words: rowWords(label, row, spec, comparison),
            other,
            index,
            users: row?.measures.users ?? 0,
          };
    })
    .sort((a, b) => Number(a.other) - Number(b.other) || b.users - a.users || a.index - b.index);
};

const colorsOf = ({ cells }: Points, { colors: kind }: PointsSpec, colorOf: (name: string) => string, muted: string): ScatterColor[] =>
  cells.color.map(({ key, other }) => {
    const { name, label } = colorNamed(kind, key);
    if (other) return { name: null, label: `All other ${kind}s`, css: muted, hollow: false, other };
    return { name, label, css: name === null ? muted : colorOf(name), hollow: name === null, other };
  });

export const pointsData = (
  points: Points,
  spec: PointsSpec,
  comparison: string | null,
  colorOf: (name: string) => string,
  muted: string,
): PointsData => {
  const { cells } = points;
  const buckets = bucketsOf(points);
  const rows = rowsOf(points, spec, comparison);
  const colors = colorsOf(points, spec, colorOf, muted);
  const place = new Map(rows.map(({ index }, at) => [index, at]));
  const dots = cells.bucketIndex
    .map((bucket, cell) => ({
      bucket,
      row: place.get(cells.yIndex[cell] ?? -1) ?? -1,
      color: cells.colorIndex[cell] ?? 0,
      events: cells.events[cell] ?? 0,
      users: cells.users[cell] ?? 0,
    }))
    .filter(({ row }) => row >= 0)
    .sort((a, b) => a.bucket - b.bucket || a.row - b.row || a.color - b.color);
  const said = (row: number, color: number): string => [rows[row]?.label, colors[color]?.label].filter(Boolean).join(" · ");
  return {
    buckets,
    rows,
    colors,
    points: dots.map(({ bucket, row, color, events, users }) => ({
      bucket,
      row,
      color,
      value: events,
      words: [
        buckets[bucket]?.words ?? "",
        said(row, color),
        plural(events, spec.noun) + (spec.colors === "user" ? "" : ` of ${plural(users, "user")}`),
        rows[row]?.words ?? "",
      ].join("\n"),
    })),
    values: dots.map(({ events, users }) => ({ events, users })),
    events: dots.reduce((sum, { events }) => sum + events, 0),
  };
};

/** What is above the dots: all their events in each bucket, beside those of the comparison. */
export const histogram = (data: PointsData, { bars }: Points, spec: PointsSpec, comparison: string | null): HistogramBar[] => {
  const sums = data.buckets.map(() => 0);
  data.points.forEach(({ bucket, value }) => {
    sums[bucket] = (sums[bucket] ?? 0) + value;
  });
  const before = comparison ? bars.previous?.[0]?.events : undefined;
  return data.buckets.map((bucket, at) => {
    const previous = before?.[at] ?? null;
    const beside = previous === null ? "" : `, ${count(previous)} in the ${comparison}`;
    return { value: sums[at] ?? 0, previous, words: `${bucket.words}: ${plural(sums[at] ?? 0, spec.noun)}${beside}` };
  });
};

export const pointsTable = (data: PointsData, spec: PointsSpec): Table => {
  return {
    columns: ["Time", capital(spec.rows), capital(spec.colors), capital(`${spec.noun}s`), "Users"],
    rows: data.points.map((point, at) => {
      const { events = 0, users = 0 } = data.values[at] ?? {};
      const [bucket, row, color] = [data.buckets[point.bucket], data.rows[point.row], data.colors[point.color]];
      return [
        { text: bucket?.words ?? "", raw: bucket?.from ?? "" },
        { text: row?.label ?? "", raw: row?.name ?? row?.label ?? "" },
        { text: color?.label ?? "", raw: color?.name ?? color?.label ?? "" },
        { text: count(events), raw: events },
        { text: count(users), raw: users },
      ];
    }),
  };
};
