/** What a form about logging holds, and the rule that it means. Pure. */

import type { Rule, RuleInput } from "./query";
import { levels } from "./words";

export interface TypeDraft {
  type: string;
  says: "logged" | "not" | "where";
  selector: string;
}

export const periods = { "1h": 1, "4h": 4, "1d": 24, "1w": 168 } as const;

export const periodWords = { good: "For good", "1h": "1 hour", "4h": "4 hours", "1d": "1 day", "1w": "1 week", own: "Until …" } as const;
export type Period = keyof typeof periodWords;

export interface Draft {
  target: Rule["target"];
  name: string;
  mode: Exclude<Rule["mode"], "INHERIT">;
  levels: readonly string[];
  types: readonly TypeDraft[];
  period: Period;
  /** Of a period of its own: as the browser's field has it, in the browser's zone. */
  end: string;
  reason: string;
  by: string;
}

export const emptyDraft = (by: string): Draft => ({
  target: "EVERYONE",
  name: "",
  mode: "STANDARD",
  levels: levels.filter((level) => level !== "debug"),
  types: [],
  period: "good",
  end: "",
  reason: "",
  by,
});

/** Whom a rule is for, as the server is told. */
export const forWhom = (target: Rule["target"], name: string): Pick<RuleInput, "group" | "user" | "package"> => {
  switch (target) {
    case "EVERYONE":
      return {};
    case "GROUP":
      return { group: name };
    case "USER":
      return { user: name };
    case "PACKAGE":
      return { package: name };
  }
};

/** When it ends, from now; null for one that stays. */
const endOf = ({ period, end }: Draft, now: number): string | null => {
  if (period === "good") return null;
  return period === "own" ? new Date(end).toISOString() : new Date(now + periods[period] * 3_600_000).toISOString();
};

export const ruleOf = (draft: Draft, now: number): RuleInput => {
  const endsAt = endOf(draft, now);
  const types = draft.types.filter(({ type }) => type.trim() !== "");
  return {
    ...forWhom(draft.target, draft.name.trim()),
    mode: draft.mode,
    by: draft.by.trim(),
    ...(draft.reason.trim() !== "" && { reason: draft.reason.trim() }),
    ...(endsAt !== null && { endsAt }),
    ...(draft.mode === "CUSTOM" && {
      levels: [...draft.levels],
      types: types.map(({ type, says, selector }) => ({
        type: type.trim(),
        isLogged: says !== "not",
        ...(says === "where" && selector.trim() !== "" && { selector: selector.trim() }),
      })),
    }),
  };
};
