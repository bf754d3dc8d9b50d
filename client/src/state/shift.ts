/** The period before or after the one in force. */

import { dayOf, shiftDays, startOfDay } from "../zone";
import type { Range } from "./range";

/** First instant, and the first one after. */
interface Instants {
  from: string;
  to: string;
}

const isMidnight = (instant: string, zone: string): boolean => Date.parse(startOfDay(dayOf(instant, zone), zone)) === Date.parse(instant);

const shiftInstants = ({ from, to }: Instants, direction: 1 | -1): Range => {
  const length = (Date.parse(to) - Date.parse(from)) * direction;
  const moved = (instant: string): string => new Date(Date.parse(instant) + length).toISOString();
  return { kind: "instants", from: moved(from), to: moved(to) };
};

/** The calendar days that instants lie on. */
export const daysOf = ({ from, to }: Instants, zone: string): { from: string; to: string } => ({
  from: dayOf(from, zone),
  to: dayOf(Date.parse(to) - 1, zone),
});

/**
 * The neighbouring period as long as this one: whole days by the calendar, anything else by its length. What a preset or words mean is known
 * only by the server's answer; null before it.
 */
export const shiftRange = (range: Range, answered: Instants | null, zone: string, direction: 1 | -1): Range | null => {
  if (range.kind === "days") return shiftDays(range.from, range.to, direction);
  if (range.kind === "instants") return shiftInstants(range, direction);
  if (!answered) return null;
  if (!isMidnight(answered.from, zone) || !isMidnight(answered.to, zone)) return shiftInstants(answered, direction);
  const { from, to } = daysOf(answered, zone);
  return shiftDays(from, to, direction);
};
