import type { Entry } from "../types";

/** What the reader wants to see; empty means all. */
export interface Filter {
  level: string;
  type: string;
  state: string;
  text: string;
}

/** Whether an event is shown: each word of the text is somewhere in it. */
export function matches({ event, state, reason }: Entry, filter: Filter): boolean {
  if (filter.level && event.source !== filter.level) return false;
  if (filter.type && event.type !== filter.type) return false;
  if (filter.state && state !== filter.state) return false;
  const whole = `${JSON.stringify(event)} ${state} ${reason ?? ""}`.toLowerCase();
  return filter.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
}

/** What there is to choose from, in the order of the alphabet. */
export const choices = (entries: readonly Entry[], of: "source" | "type"): string[] =>
  [...new Set(entries.map(({ event }) => event[of]))].sort();
