/** Rules about logging in words. Pure. */

import { dash, exactMoment, names, plural } from "../../format";
import type { Policy, Rule, RuleChange } from "./query";

export const levels = ["audit", "usage", "info", "debug", "warning", "error"] as const;

export const modeWords = {
  STANDARD: { label: "Standard", says: "All levels but debug; of types, what senders log by themselves." },
  VERBOSE: { label: "Verbose", says: "All levels, and which rows are selected." },
  CUSTOM: { label: "Custom", says: "The levels and types that you choose." },
  INHERIT: { label: "Taken back", says: "What is said for more people holds." },
} as const satisfies Record<Rule["mode"], { label: string; says: string }>;

type Target = Pick<Rule, "target" | "group" | "user" | "package">;

/** Whom a rule is for: the name that the server finds it by; empty for everyone. */
export const targetName = ({ group, user, package: home }: Target): string => group?.name ?? user?.login ?? home?.name ?? "";

/** `Everyone`, `Group chemists`, `User ann`, `Package Chem`. */
export const targetWords = (rule: Target): string => {
  const kind = { EVERYONE: "Everyone", GROUP: "Group", USER: "User", PACKAGE: "Package" }[rule.target];
  return `${kind} ${targetName(rule)}`.trim();
};

type Types = Policy["types"];

/** `click: logged in .toolbar`, `scroll: not logged`. */
export const typeWords = ({ type, isLogged, selector }: Types[number]): string =>
  `${type}: ${isLogged ? (selector ? `logged in ${selector}` : "logged") : "not logged"}`;

export const levelWords = (logged: readonly string[]): string => {
  if (logged.length === levels.length) return "all levels";
  if (logged.length === 0) return "no level";
  const missing = levels.filter((level) => !logged.includes(level));
  return missing.length <= 2 ? `all levels but ${names(missing)}` : names(logged, levels.length);
};

/** Milliseconds as `5 days`, `3 h 20 min`, `12 min`; what is over is `over`. */
export const leftWords = (endsAt: string, now: number): string => {
  const minutes = Math.ceil((Date.parse(endsAt) - now) / 60_000);
  if (minutes <= 0) return "over";
  if (minutes >= 48 * 60) return `${plural(Math.floor(minutes / (24 * 60)), "day")} left`;
  const hours = Math.floor(minutes / 60);
  return `${[hours > 0 ? `${hours} h` : "", minutes % 60 > 0 ? `${minutes % 60} min` : ""].filter(Boolean).join(" ")} left`;
};

const endWords = (text: string | null, zone: string): string => (text === null ? "no end" : exactMoment(text, zone).replace(/\.\d+/, ""));

const isMode = (text: string): text is Rule["mode"] & keyof typeof modeWords => Object.hasOwn(modeWords, text);

const modeLabel = (text: string | null): string => (text === null ? "nothing set" : isMode(text) ? modeWords[text].label : text);

/** What differs from what was set before; what differs alike is told together: `info and debug: logged → not logged`. */
export const changeLines = (changes: RuleChange["changes"], zone: string): string[] => {
  const alike = new Map<string, string[]>();
  for (const { what, before, after } of changes) {
    const said = (text: string | null): string =>
      what === "mode" ? modeLabel(text) : what === "endsAt" ? endWords(text, zone) : (text ?? "nothing said");
    const difference = `${said(before)} → ${said(after)}`;
    alike.set(difference, [...(alike.get(difference) ?? []), what === "endsAt" ? "end" : what]);
  }
  return [...alike].map(([difference, all]) => `${names(all, all.length)}: ${difference}`);
};

/** The reason as it was given; an en dash where nobody gave one. */
export const reasonWords = ({ reason }: Pick<Rule, "reason">): string => reason ?? dash;
