/** A session's timeline in words and measures. Pure. */

import { qualified } from "../things";
import { duration } from "../words";
import type { TimelinePage } from "./query";

export type TimelineEntry = TimelinePage["entries"][number];

/** So long a silence is shown as a break, in milliseconds. */
const longSilence = 60_000;

/** `12 min later`: where a while went by. */
export const breakWords = ({ gapMs }: Pick<TimelineEntry, "gapMs">): string | null => {
  if (gapMs === null || gapMs < longSilence) return null;
  const minutes = Math.round(gapMs / 60_000);
  return minutes < 60 ? `${minutes} min later` : `${duration(gapMs)} later`;
};

export const entryWords = ({ event }: Pick<TimelineEntry, "event">): string =>
  event.description || (event.function ? qualified(event.function) : event.eventType.name);

/** The length of a bar, 0–1: by the logarithm, as a run may take a millisecond or an hour. */
export const barLength = (ms: number | null, longest: number): number =>
  ms === null || ms <= 0 ? 0 : Math.max(0.02, Math.log1p(ms) / Math.log1p(Math.max(ms, longest)));
