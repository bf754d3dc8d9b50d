/** Instants and durations as the panel says them. */

import { clock, count, date, zoneName } from "../format";
import { timeFormat } from "../time-format";
import { dayOf } from "../zone";

const one = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** `4 May 2026, 10:00:12 CEST`. */
export const moment = (instant: string, zone: string): string => {
  const time = timeFormat("en-GB", { timeZone: zone, timeStyle: "medium", hourCycle: "h23" }).format(new Date(instant));
  return `${date(dayOf(instant, zone))}, ${time} ${zoneName(instant, zone)}`;
};

/** `4 May, 10:00`: where the year and the zone are said elsewhere. */
export const shortMoment = (instant: string, zone: string): string =>
  `${date(dayOf(instant, zone)).replace(/ \d{4}$/, "")}, ${clock(instant, zone)}`;

/** `340 ms`, `1.2 s`, `2 min 5 s`, `1 h 4 min`. */
export const duration = (ms: number): string => {
  if (ms < 999.5) return `${ms < 10 ? one.format(ms) : count(ms)} ms`;
  if (ms < 59_950) return `${one.format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
};
