import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ScatterBucket, Window } from "../charts/scatter/model";
import type { Step } from "../state/history";
import type { View } from "../state/view";

/** The position of an instant among the buckets; parts of a bucket are fractions. */
export const positionOf = (buckets: readonly ScatterBucket[], instant: string): number => {
  const time = Date.parse(instant);
  const at = buckets.findLastIndex(({ from }) => Date.parse(from) <= time);
  const bucket = buckets[at];
  if (!bucket) return 0;
  const [from, to] = [Date.parse(bucket.from), Date.parse(bucket.to)];
  return at + Math.min(1, (time - from) / (to - from));
};

/** The instant at a position among the buckets, to the second. */
export const instantAt = (buckets: readonly ScatterBucket[], position: number): string => {
  const at = Math.max(0, Math.min(buckets.length - 1, Math.floor(position)));
  const bucket = buckets[at];
  if (!bucket) return new Date(0).toISOString();
  const [from, to] = [Date.parse(bucket.from), Date.parse(bucket.to)];
  return new Date(Math.round((from + (to - from) * (position - at)) / 1000) * 1000).toISOString();
};

/** Browsers take only so many steps of the history in a while. */
const settled = 300;

/** The window of a scatter: moved at once, and written into the address when the hand rests. */
export const useWindow = (
  view: View,
  go: (view: View, step?: Step) => void,
  buckets: readonly ScatterBucket[],
): [Window, (window: Window | null) => void] => {
  const { zoom } = view;
  const given = useMemo<Window>(() => {
    const window = zoom ? { from: positionOf(buckets, zoom.from), to: positionOf(buckets, zoom.to) } : null;
    return window && window.from < window.to ? window : { from: 0, to: buckets.length };
  }, [zoom?.from, zoom?.to, buckets]);
  const [moved, setMoved] = useState<{ from: Window; now: Window } | null>(null);
  const latest = useRef(view);
  latest.current = view;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const set = (window: Window | null): void => {
    const now = window ?? { from: 0, to: buckets.length };
    setMoved({ from: given, now });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const next = window && { from: instantAt(buckets, now.from), to: instantAt(buckets, now.to) };
      go({ ...latest.current, zoom: next }, "replace");
    }, settled);
  };
  // What was moved by hand holds until the address says something else.
  return [moved?.from === given ? moved.now : given, set];
};
