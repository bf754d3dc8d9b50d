/** The events of the inspector: the last one first, no more than memory should hold. Pure. */

import type { InspectorEvent } from "./query";

/** So many events are kept. */
export const mostKept = 1000;

export interface Feed {
  rows: readonly InspectorEvent[];
  /** What came while the list stood still; null where it does not. */
  held: readonly InspectorEvent[] | null;
  /** How many left to make room. */
  left: number;
  /** Whether more came during an interruption than was asked for. */
  gap: boolean;
  /** Time of the last event that was cleared away: those up to it are not asked for again. */
  clearedTo: string | null;
}

export const emptyFeed: Feed = { rows: [], held: null, left: 0, gap: false, clearedTo: null };

/** As a number: texts have as many digits as they need, and do not sort. */
const at = (time: string): number => Date.parse(time);

const known = ({ rows, held }: Feed): ReadonlySet<string> => new Set([...rows, ...(held ?? [])].map(({ id }) => id));

const unknownOf = (feed: Feed, events: readonly InspectorEvent[]): InspectorEvent[] => {
  const seen = new Set(known(feed));
  return events.filter(({ id }) => !seen.has(id) && seen.add(id));
};

/** The same feed with other events where it grows: in sight, or held back. */
const grown = (feed: Feed, grow: (events: readonly InspectorEvent[]) => InspectorEvent[]): Feed => {
  const all = grow(feed.held ?? feed.rows);
  const left = feed.left + Math.max(0, all.length - mostKept);
  const kept = all.slice(0, mostKept);
  return feed.held ? { ...feed, left, held: kept } : { ...feed, left, rows: kept };
};

/** Events as they came, the last one last: each goes on top of those before it. */
export const withArrived = (feed: Feed, arrived: readonly InspectorEvent[]): Feed => {
  const fresh = unknownOf(feed, arrived).reverse();
  return fresh.length === 0 ? feed : grown(feed, (events) => [...fresh, ...events]);
};

/** So many more events than can be looked up in time are not in the list. */
export const withSkipped = (feed: Feed, skipped: number): Feed => ({ ...feed, left: feed.left + skipped });

/** Both lists have the latest first: so has what they make together. */
const merged = (found: readonly InspectorEvent[], events: readonly InspectorEvent[]): InspectorEvent[] => {
  const all: InspectorEvent[] = [];
  let taken = 0;
  for (const event of events) {
    for (let next = found[taken]; next && at(next.time) > at(event.time); next = found[++taken]) all.push(next);
    all.push(event);
  }
  return [...all, ...found.slice(taken)];
};

/** Events that were asked for, the latest first: each takes its place by its time. `more`: there were more of them. */
export const withFound = (feed: Feed, found: readonly InspectorEvent[], more: boolean): Feed => {
  const fresh = unknownOf(feed, found).filter(({ time }) => feed.clearedTo === null || at(time) > at(feed.clearedTo));
  const gap = feed.gap || (more && fresh.length > 0 && fresh.length === found.length);
  return { ...(fresh.length === 0 ? feed : grown(feed, (events) => merged(fresh, events))), gap };
};

/** From when on missed events are asked for: what is older than the list was never part of it. */
export const missedSince = ({ rows, held, clearedTo }: Feed): string | null => {
  const times = [...rows, ...(held ?? [])].map(({ time }) => time);
  return times.length === 0 ? clearedTo : times.reduce((first, time) => (at(time) < at(first) ? time : first));
};

export const paused = (feed: Feed): Feed => ({ ...feed, held: feed.held ?? [] });

/** What was held back comes on top. */
export const resumed = (feed: Feed): Feed => {
  const { held } = feed;
  return held ? grown({ ...feed, held: null }, (events) => [...held, ...events]) : feed;
};

/** An empty list; what comes next appears in it. */
export const cleared = (feed: Feed): Feed => {
  const last = [...feed.rows, ...(feed.held ?? [])].reduce<string | null>(
    (last, { time }) => (last && at(last) > at(time) ? last : time),
    null,
  );
  return { ...emptyFeed, held: feed.held && [], clearedTo: last ?? feed.clearedTo };
};
