/** The buckets of a time axis, as labels, words and the time that a click picks. */

import { type Bucket, bucketLabel, bucketWords, clock } from "../format";
import type { Area } from "../state/area";

export interface BucketPlace {
  /** Start, an instant; the first may lie before the range. */
  from: string;
  /** On the axis. */
  label: string;
  /** In full, for tooltip, table and screen reader. */
  words: string;
  /** Not yet begun when it was asked. */
  future: boolean;
  /** Begun, and not yet over. */
  unfinished: boolean;
  /** The part of the bucket that lies in the range. */
  time: { from: string; to: string };
}

interface Answered {
  from: string;
  to: string;
  timeZone: string;
  asOf: string;
}

interface Buckets {
  bucket: Bucket;
  buckets: readonly string[];
  finishedBuckets: number;
  firstCut: boolean;
  lastCut: boolean;
}

export const placesOf = ({ from, to, timeZone, asOf }: Answered, series: Buckets): BucketPlace[] => {
  const last = series.buckets.length - 1;
  return series.buckets.map((start, index) => {
    const next = series.buckets[index + 1] ?? to;
    const future = Date.parse(start) > Date.parse(asOf);
    const unfinished = !future && index >= series.finishedBuckets;
    const cut = (index === 0 && series.firstCut) || (index === last && series.lastCut);
    const notes = [unfinished ? `, until ${clock(asOf, timeZone)}` : "", cut ? ", part of the range only" : ""];
    return {
      from: start,
      label: bucketLabel(series.bucket, start, timeZone),
      words: bucketWords(series.bucket, start, next, timeZone) + notes.join(""),
      future,
      unfinished,
      time: {
        from: Date.parse(start) < Date.parse(from) ? from : start,
        to: Date.parse(next) > Date.parse(to) ? to : next,
      },
    };
  });
};

const within = (time: BucketPlace["time"], { from, to }: Pick<Area, "from" | "to">): boolean =>
  from !== null && to !== null && Date.parse(from) <= Date.parse(time.from) && Date.parse(time.to) <= Date.parse(to);

/** The buckets that lie in at least one of the times. */
export const pickedBuckets = (places: readonly BucketPlace[], times: readonly Pick<Area, "from" | "to">[]): number[] =>
  places.flatMap(({ time }, index) => (times.some((one) => within(time, one)) ? [index] : []));
