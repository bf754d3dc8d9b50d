/** Calendar arithmetic in a time zone. Dates are calendar dates (`2026-05-04`), instants are ISO texts or epoch milliseconds. */

import type { Range } from "./state/range";
import { timeFormat } from "./time-format";

const dayMs = 86_400_000;

const own = new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

export const browserZone = (): string => own;

const wallClock = (instant: number, zone: string): number => {
  const parts = timeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
};

/** The first instant at which the clocks of the zone show a time, given as if it were UTC; where they skip it, the first one after it. */
const atWallClock = (wall: number, zone: string): string => {
  const offsetAt = (instant: number): number => wallClock(instant, zone) - instant;
  const before = wall - offsetAt(wall - dayMs);
  const after = wall - offsetAt(wall + dayMs);
  const exact = [before, after].filter((instant) => wallClock(instant, zone) === wall);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(before, after)).toISOString();
};

/** The first instant of a calendar day in the zone; where the clocks skip midnight, the first one after it. */
export const startOfDay = (date: string, zone: string): string => atWallClock(Date.parse(`${date}T00:00:00Z`), zone);

/** The instant that stands to `otherFrom` as `instant` stands to `from`: by days and clock where both are at the same time of day. */
export const shiftedLike = (instant: string, from: string, otherFrom: string, zone: string): string => {
  const apart = wallClock(Date.parse(otherFrom), zone) - wallClock(Date.parse(from), zone);
  if (apart % dayMs === 0) return atWallClock(wallClock(Date.parse(instant), zone) + apart, zone);
  return new Date(Date.parse(instant) + Date.parse(otherFrom) - Date.parse(from)).toISOString();
};

/** The same date and clock a year earlier; 29 February becomes 28 February. */
export const yearEarlier = (instant: string, zone: string): string => {
  const wall = new Date(wallClock(Date.parse(instant), zone));
  const day = wall.getUTCMonth() === 1 && wall.getUTCDate() === 29 ? 28 : wall.getUTCDate();
  const time = wall.getTime() % dayMs;
  return atWallClock(Date.UTC(wall.getUTCFullYear() - 1, wall.getUTCMonth(), day) + (time < 0 ? time + dayMs : time), zone);
};

/** The calendar day on which an instant falls. */
export const dayOf = (instant: string | number, zone: string): string => {
  const time = typeof instant === "number" ? instant : Date.parse(instant);
  return new Date(wallClock(time, zone)).toISOString().slice(0, 10);
};

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

const addMonths = (date: string, months: number): string => {
  const at = new Date(`${date}T00:00:00Z`);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
};

/** Days from one date to another, both counted. */
export const countDays = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;

/** The number of whole calendar months that the days make up, or 0. */
const wholeMonths = (from: string, to: string): number => {
  const end = addDays(to, 1);
  if (!from.endsWith("-01") || !end.endsWith("-01")) return 0;
  const [fromYear = 0, fromMonth = 0] = from.split("-").map(Number);
  const [endYear = 0, endMonth = 0] = end.split("-").map(Number);
  return (endYear - fromYear) * 12 + endMonth - fromMonth;
};

/** The period of the same length right before (-1) or after (+1): whole months step by months, anything else by days. */
export const shiftDays = (from: string, to: string, direction: 1 | -1): Range => {
  const months = wholeMonths(from, to);
  if (months > 0) {
    const start = addMonths(from, months * direction);
    return { kind: "days", from: start, to: addDays(addMonths(start, months), -1) };
  }
  const days = countDays(from, to) * direction;
  return { kind: "days", from: addDays(from, days), to: addDays(to, days) };
};
