/** What comes before errors, in words. Pure. */

import { count, percent, plural } from "../../format";
import { eventTypeThing, functionThing, type Thing } from "../things";
import type { Causes, ErrorsAfter } from "./cause-query";

type Cause = Causes["rows"][number];
type After = ErrorsAfter["rows"][number];
type Counted = Pick<Cause, "followed" | "itself" | "rate" | "rateLow" | "lift">;

/** What was done: the function that ran, else the event type with its package. */
export const actThing = ({ eventType, package: home, function: run }: Cause): Thing => {
  if (run) return functionThing(run);
  const { item, label } = eventTypeThing(eventType);
  return { item, label: `${label} in ${home.name}` };
};

const times = (lift: number): string => `${lift < 9.95 ? Math.round(lift * 10) / 10 : count(lift)} times`;

/** `13.5%, 9 times the base rate of 1.5%`. */
export const rateWords = ({ rate, lift }: Pick<Counted, "rate" | "lift">, baseRate: number): string =>
  `${percent(rate)}, ${times(lift)} the base rate of ${percent(baseRate)}`;

const verb = ({ followed, itself }: Pick<Counted, "followed" | "itself">): string =>
  itself === followed ? "ended in it" : `${itself > 0 ? "ended in it or " : ""}${followed === 1 ? "was" : "were"} followed by it`;

/** `42 of 310 runs ended in it`. */
export const causeWords = (cause: Cause): string =>
  `${count(cause.followed)} of ${plural(cause.events, cause.function ? "run" : "event")} ${verb(cause)}`;

/** `followed 42 of 310 runs`. */
export const afterWords = (after: After, events: number, noun: string): string =>
  `${after.itself === after.followed ? "ended" : "ended or followed"} ${count(after.followed)} of ${plural(events, noun)}`;

/** Where few were seen, the difference from the base rate may be nothing but chance. */
export const isCertain = ({ rateLow }: Pick<Counted, "rateLow">, baseRate: number): boolean => rateLow > baseRate;

export const intervalWords = ({ rateLow, rateHigh }: Pick<Cause, "rateLow" | "rateHigh">): string =>
  `With 95% confidence the true rate is ${percent(rateLow)} to ${percent(rateHigh)}`;
