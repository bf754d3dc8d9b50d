/** Every number, date and duration that people read is worded here. */

import { timeFormat } from "./time-format";
import { addDays, dayOf } from "./zone";

const language = "en-GB";
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });
const coarse = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 0 });
const list = new Intl.ListFormat(language, { type: "conjunction" });

export const dash = "–";

export const count = (value: number): string => whole.format(value);

/** `12.5k`; exact below 10,000. Where it is used, the exact number is on hover. */
export const shortCount = (value: number): string => (value < 10_000 ? count(value) : compact.format(value).replace("K", "k"));

export const percent = (part: number): string => {
  if (part > 0 && part < 0.0005) return "<0.1%";
  return (Math.abs(part) < 0.1 ? fine : coarse).format(part);
};

/** What a value did against the comparison. `text` has arrow, sign and percent; nothing can be said without a comparison. */
export interface Change {
  direction: "up" | "down" | "same" | "new" | "none";
  text: string;
}

export const change = (now: number, before: number | null | undefined): Change => {
  if (before === null || before === undefined) return { direction: "none", text: dash };
  if (now === before) return { direction: "same", text: "0%" };
  if (before === 0) return { direction: "new", text: "new" };
  const part = (now - before) / before;
  return part > 0 ? { direction: "up", text: `▲ +${percent(part)}` } : { direction: "down", text: `▼ −${percent(-part)}` };
};

const inZone = (instant: string | number, zone: string, options: Intl.DateTimeFormatOptions): string =>
  timeFormat(language, { timeZone: zone, ...options }).format(new Date(instant));

const calendarDate = { day: "numeric", month: "short", year: "numeric" } as const;

/** `4 May 2026`, of a calendar date. */
export const date = (day: string): string => inZone(day, "UTC", calendarDate);

/** `4–10 May 2026`; one day is said once. */
export const dateRange = (from: string, to: string): string => {
  if (from === to) return date(from);
  const format = timeFormat(language, { timeZone: "UTC", ...calendarDate });
  return format.formatRange(Date.parse(from), Date.parse(to)).replace(/\s–\s/, from.slice(0, 7) === to.slice(0, 7) ? "–" : " – ");
};

/** `4 May 2026, 10:00–12:00 CEST`, or whole days as `4–10 May 2026`; both instants, the second is the first one after the range. */
export const instantRange = (from: string, to: string, zone: string): string => {
  const [first, next] = [dayOf(from, zone), dayOf(to, zone)];
  const isMidnight = (instant: string): boolean => clock(instant, zone) === "00:00";
  if (isMidnight(from) && isMidnight(to)) return dateRange(first, first < next ? addDays(next, -1) : next);
  const sameDay = first === dayOf(Date.parse(to) - 1, zone);
  const end = isMidnight(to) ? "24:00" : clock(to, zone);
  return sameDay
    ? `${date(first)}, ${clock(from, zone)}–${end} ${zoneName(from, zone)}`
    : `${date(first)}, ${clock(from, zone)} – ${date(next)}, ${clock(to, zone)} ${zoneName(to, zone)}`;
};

/** `14:02`, on the clocks of the zone. */
export const clock = (instant: string | number, zone: string): string =>
  inZone(instant, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** `CEST`, `GMT+2`, `UTC`: the zone's short name at that instant. */
export const zoneName = (instant: string | number, zone: string): string =>
  timeFormat(language, { timeZone: zone, timeZoneName: "short" })
    .formatToParts(new Date(instant))
    .find((part) => part.type === "timeZoneName")?.value ?? zone;

const quarter = (instant: string, zone: string): string => {
  const [year = "", month = "1"] = dayOf(instant, zone).split("-");
  return `Q${Math.ceil(Number(month) / 3)} ${year}`;
};

export type Bucket = "AUTO" | "MINUTE" | "TEN_MINUTES" | "HOUR" | "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR";

export const bucketNoun: Record<Bucket, string> = {
  AUTO: "bucket",
  MINUTE: "minute",
  TEN_MINUTES: "10 minutes",
  HOUR: "hour",
  DAY: "day",
  WEEK: "week",
  MONTH: "month",
  QUARTER: "quarter",
  YEAR: "year",
};

/** A bucket in full words: `Mon 4 May 2026, 00:00–24:00 CEST`. `to` is where the next one starts. */
export const bucketWords = (bucket: Bucket, from: string, to: string, zone: string): string => {
  switch (bucket) {
    case "YEAR":
      return inZone(from, zone, { year: "numeric" });
    case "QUARTER":
      return quarter(from, zone);
    case "MONTH":
      return inZone(from, zone, { month: "long", year: "numeric" });
    case "WEEK":
      return `Week of ${dateRange(dayOf(from, zone), addDays(dayOf(to, zone), -1))}`;
    default:
      return clockBucketWords(from, to, zone);
  }
};

const clockBucketWords = (from: string, to: string, zone: string): string => {
  const day = inZone(from, zone, { weekday: "short", ...calendarDate }).replace(",", "");
  const end = clock(to, zone);
  return `${day}, ${clock(from, zone)}–${end === "00:00" ? "24:00" : end} ${zoneName(from, zone)}`;
};

/** A bucket's label on an axis: as short as the bucket allows. */
export const bucketLabel = (bucket: Bucket, from: string, zone: string): string => {
  switch (bucket) {
    case "YEAR":
      return inZone(from, zone, { year: "numeric" });
    case "QUARTER":
      return quarter(from, zone);
    case "MONTH":
      return inZone(from, zone, { month: "short", year: "numeric" });
    case "DAY":
    case "WEEK":
      return inZone(from, zone, { day: "numeric", month: "short" });
    default: {
      const time = clock(from, zone);
      return time === "00:00" ? inZone(from, zone, { day: "numeric", month: "short" }) : time;
    }
  }
};

/** `a`, `a and b`, `a, b and 3 more`: names in a sentence, never longer than a title bears. */
export const names = (all: readonly string[], most = 3): string => {
  const shown = all.length > most ? [...all.slice(0, most - 1), `${all.length - most + 1} more`] : [...all];
  return list.format(shown);
};

/** `1 user`, `12 users`. */
export const plural = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const toSecond = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** `4 May 14:02:07`: of an event, in a list. */
export const moment = (instant: string, zone: string): string =>
  inZone(instant, zone, { day: "numeric", month: "short", ...toSecond }).replace(",", "");

/** `4 May 2026, 14:02:07.123 CEST`: of one event, exactly. */
export const exactMoment = (instant: string, zone: string): string =>
  `${inZone(instant, zone, { ...calendarDate, ...toSecond, fractionalSecondDigits: 3 })} ${zoneName(instant, zone)}`;

const decimal = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 });

/** `340 ms`, `1.2 s`, `3 min 5 s`, `2 h 10 min`. */
export const duration = (ms: number): string => {
  if (ms < 999.5) return `${ms < 10 ? decimal.format(ms) : Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds) % 60} s`;
  return `${count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
};
