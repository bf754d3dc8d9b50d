/** The dates of a calendar, and how keys move among them. Dates are calendar dates (`2026-05-04`), months their first seven characters. */

import { addDays } from "../../zone";

const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

const startOfWeek = (date: string): string => addDays(date, -weekday(date));

export const monthOf = (date: string): string => date.slice(0, 7);

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The same day of another month, or the last one that the month has. */
export const addMonths = (date: string, months: number): string => {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const at = new Date(Date.UTC(year, month - 1 + months, 1));
  const [toYear, toMonth] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
  return new Date(Date.UTC(toYear, toMonth - 1, Math.min(day, daysIn(toYear, toMonth)))).toISOString().slice(0, 10);
};

/** Six weeks from Monday on, always as many, so that nothing below moves with the month. */
export const monthGrid = (month: string): string[][] => {
  const first = startOfWeek(`${month}-01`);
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, day) => addDays(first, week * 7 + day)));
};

/** Where a key leads from a date; null where it leads nowhere. */
export const dateAfterKey = (date: string, key: string, shift: boolean): string | null => {
  switch (key) {
    case "ArrowLeft":
      return addDays(date, -1);
    case "ArrowRight":
      return addDays(date, 1);
    case "ArrowUp":
      return addDays(date, -7);
    case "ArrowDown":
      return addDays(date, 7);
    case "Home":
      return startOfWeek(date);
    case "End":
      return addDays(startOfWeek(date), 6);
    case "PageUp":
      return addMonths(date, shift ? -12 : -1);
    case "PageDown":
      return addMonths(date, shift ? 12 : 1);
    default:
      return null;
  }
};

/** Two dates in order. */
export const inOrder = (one: string, other: string): { from: string; to: string } =>
  one <= other ? { from: one, to: other } : { from: other, to: one };
