/** From answers about habits to what is drawn. Pure. */

import { type BucketPlace, placesOf } from "../../../charts/buckets";
import type { HeatCell } from "../../../charts/heat-map/heat-map";
import type { Series } from "../../../charts/series";
import { bucketLabel, bucketNoun, count, dash, percent, plural } from "../../../format";
import { type Cell, numberCell, type Table } from "../../../parts/table";
import { scopeWords } from "../../../scope";
import { area, sameArea } from "../../../state/area";
import { type View, withOption } from "../../../state/view";
import type { Lifecycle, Retention, Stickiness } from "./query";

export const widths = { day: "DAY", week: "WEEK", month: "MONTH" } as const;
export type Width = keyof typeof widths;

export const widthOf = (text: string | undefined): Width | null => (text === "day" || text === "week" || text === "month" ? text : null);

export interface Drawn {
  places: BucketPlace[];
  series: Series[];
}

export const lifecycleOf = ({ scope, lifecycle }: Lifecycle): Drawn => {
  const places = placesOf(scope, lifecycle);
  const shown = (values: readonly number[]) => values.map((value, index) => (places[index]?.future ? null : value));
  return {
    places,
    series: [
      { name: "Retained", values: shown(lifecycle.retained), colour: "--source-other-0", dash: [] },
      { name: "Returned", values: shown(lifecycle.returned), colour: "--source-other-4", dash: [] },
      { name: "New", values: shown(lifecycle.new), colour: "--source-other-2", dash: [] },
      { name: "Dormant", values: shown(lifecycle.dormant), colour: "--source-rest", dash: [], below: true },
    ],
  };
};

export const stickinessOf = ({ scope, stickiness }: Stickiness): Drawn => {
  const { days, finishedDays, firstCut, lastCut } = stickiness;
  const places = placesOf(scope, { bucket: "DAY", buckets: days, finishedBuckets: finishedDays, firstCut, lastCut });
  const shown = (values: readonly number[]) => values.map((value, index) => (places[index]?.future ? null : value));
  return {
    places,
    series: [
      { name: "Of the day", values: shown(stickiness.daily), colour: "--accent", dash: [] },
      { name: "Of 7 days", values: shown(stickiness.weekly), colour: "--source-other-1", dash: [6, 3] },
      { name: "Of 30 days", values: shown(stickiness.monthly), colour: "--source-other-3", dash: [2, 3] },
    ],
  };
};

const partCell = (part: number | null): Cell =>
  part === null ? { text: dash, raw: "" } : { text: percent(part), raw: Math.round(part * 1e4) / 1e4 };

/** The series as a table: a row a bucket. `last` is one column more. */
export const seriesTable = ({ places, series }: Drawn, last?: { title: string; values: readonly (number | null)[] }): Table => ({
  columns: ["Time", ...series.map(({ name }) => name), ...(last ? [last.title] : [])],
  rows: places.map((place, index): Cell[] => [
    { text: place.words, raw: place.from },
    ...series.map(({ values }) => numberCell(values[index] ?? null)),
    ...(last ? [partCell(last.values[index] ?? null)] : []),
  ]),
});

/** The mean of daily / monthly over the days that are over and not cut; null without any. */
export const meanStickiness = ({ stickiness }: Stickiness): number | null => {
  const { ratio, finishedDays, firstCut, lastCut } = stickiness;
  const whole = ratio
    .slice(0, finishedDays)
    .filter((one, index) => one !== null && !(firstCut && index === 0) && !(lastCut && index === ratio.length - 1))
    .map((one) => one ?? 0);
  return whole.length === 0 ? null : whole.reduce((all, one) => all + one, 0) / whole.length;
};

/** Cohorts that somebody is in; their place among the periods tells how far they reach. */
export interface CohortRow {
  label: string;
  size: number;
  users: readonly number[];
  /** The index of their period. */
  at: number;
}

export interface Triangle {
  rows: CohortRow[];
  places: readonly BucketPlace[];
  /** Periods since the first use, the longest row's. */
  width: number;
  finished: number;
  average: readonly (number | null)[];
  noun: string;
}

export const triangleOf = ({ scope, retention }: Retention): Triangle => {
  const { bucket, periods, finishedPeriods, firstCut, lastCut } = retention;
  const begun = periods.filter((start) => Date.parse(start) <= Date.parse(scope.asOf)).length;
  const rows = retention.cohorts.flatMap(({ period, size, users }, at) =>
    size > 0 && at < begun ? [{ label: bucketLabel(bucket, period, scope.timeZone), size, users: users.slice(0, begun - at), at }] : [],
  );
  return {
    rows,
    places: placesOf(scope, { bucket, buckets: periods, finishedBuckets: finishedPeriods, firstCut, lastCut }),
    width: Math.max(0, ...rows.map(({ users }) => users.length)),
    finished: finishedPeriods,
    average: retention.average,
    noun: bucketNoun[bucket],
  };
};

/** The users of a cohort so many periods later: what part of it they are. Null where that is still to come. */
export const retentionCell = (triangle: Triangle, row: number, later: number, view: View): HeatCell | null => {
  const { rows, finished, noun } = triangle;
  const cohort = rows[row];
  const users = cohort?.users[later];
  if (!cohort || users === undefined) return null;
  const open = cohort.at + later >= finished;
  const part = users / cohort.size;
  const when = later === 0 ? `in their first ${noun}` : `${plural(later, noun)} later`;
  return {
    text: percent(part),
    words: `${cohort.label}: ${count(users)} of ${plural(cohort.size, "new user")} active ${when}, ${percent(part)}${open ? "; not yet over" : ""}`,
    heat: part,
    picked: isPicked(triangle, cohort, later, view),
    open,
  };
};

/** A place of the triangle in the address: the period of the first use, and how many periods later. */
const placeOf = ({ places }: Triangle, { at }: CohortRow, later: number): string => `${places[at]?.from}+${later}`;

const timeOf = ({ places }: Triangle, { at }: CohortRow, later: number) => places[at + later]?.time ?? null;

const isPicked = (triangle: Triangle, cohort: CohortRow, later: number, { options, selection: [only, ...others] }: View): boolean => {
  const time = timeOf(triangle, cohort, later);
  return (
    options.place === placeOf(triangle, cohort, later) &&
    only !== undefined &&
    others.length === 0 &&
    only.users.length > 0 &&
    sameArea({ ...only, users: [] }, area({ ...time }))
  );
};

/** The view after a click on a place of the triangle: what those users did in that period, or nothing where it was picked. */
export const withPlace = (view: View, triangle: Triangle, cohort: CohortRow, later: number, logins: readonly string[]): View => {
  const again = isPicked(triangle, cohort, later, view);
  const picked = area({ ...timeOf(triangle, cohort, later), users: logins });
  return { ...withOption(view, "place", again ? null : placeOf(triangle, cohort, later)), item: null, selection: again ? [] : [picked] };
};

export const triangleTable = ({ rows, width, noun, average }: Triangle): Table => ({
  columns: ["First use", "New users", ...Array.from({ length: width }, (_, later) => `${noun} ${later}`)],
  rows: [
    ...rows.map((row): Cell[] => [
      { text: row.label, raw: row.label },
      numberCell(row.size),
      ...Array.from({ length: width }, (_, later) => numberCell(row.users[later] ?? null)),
    ]),
    [
      { text: "All, over", raw: "All, over" },
      { text: "", raw: "" },
      ...Array.from({ length: width }, (_, at) => partCell(average[at] ?? null)),
    ],
  ],
});

export const lifecycleTitle = (view: View, data: Lifecycle | null): string =>
  `New, retained, returned and dormant users${data ? ` per ${bucketNoun[data.lifecycle.bucket]}` : ""}, ${scopeWords(view)}`;

export const retentionTitle = (view: View, width: Width): string => `Users who come back, by ${width} of first use, ${scopeWords(view)}`;

export const stickinessTitle = (view: View): string => `Users of each day, and of the 7 and 30 days up to it, ${scopeWords(view)}`;
