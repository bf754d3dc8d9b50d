/** The sections of the panel that count: what each asks, how its rows read, and where its details are. Pure. */

import { count, percent, plural } from "../format";
import type { ScopeInput } from "../scope";
import { onTab, type View } from "../state/view";
import type { BreakdownPage, BreakdownQuestion, BreakdownRow, Summary } from "./query";
import { errorThing, eventTypeThing, functionThing, packageThing, type Thing, userThing } from "./things";

/** One line of a list. */
export interface Row {
  key: string;
  /** What a click selects; null where the row is nothing that has a card. */
  item: Thing["item"] | null;
  label: string;
  detail: string;
  value: string;
  /** Part of everything that is counted, 0–1; null where nothing is counted. */
  share: number | null;
  /** Everything the row says, for the tooltip and assistive technology. */
  words: string;
}

export interface RowPage {
  rows: Row[];
  /** How many rows there are in all pages. */
  total: number;
  /** Where the next page begins; null at the end. */
  next: string | null;
}

export const sectionNames = ["users", "packages", "functions", "types", "log", "audit", "errors"] as const;
export type SectionName = (typeof sectionNames)[number];

interface SectionDefinition {
  title: string;
  question: BreakdownQuestion;
  /** The only source whose events are counted. */
  source?: string;
  /** How many there are. */
  total: (summary: Summary) => number;
  /** What is counted, one and many. */
  noun: readonly [string, string];
  /** Whether the total is one of events, and not of rows: it is said with its noun. */
  ofEvents?: boolean;
  /** The tab that shows more. */
  tab: "overview" | "packages" | "functions" | "events";
  row: (key: BreakdownRow["key"]) => (Pick<Row, "item" | "label" | "detail"> & { key: string }) | null;
}

const linked = ({ item, label }: Thing, detail = "") => ({ key: item.key, item, label, detail });
const plain = (label: string, detail = "") => ({ key: label, item: null, label, detail });

const eventsOf = (source: string, { sources }: Summary): number =>
  sources.rows.find(({ key }) => key.source === source)?.measures.events ?? 0;

const isRun = ({ key }: Summary["kinds"]["rows"][number]): boolean => key.functionKind !== null;

/** Functions among the rows by function: events without one are a row, too. */
const functionCount = ({ functions, kinds }: Summary): number => functions.totalRows - (kinds.rows.every(isRun) ? 0 : 1);

export const definitions: Record<SectionName, SectionDefinition> = {
  users: {
    title: "Users",
    question: { by: ["USER"] },
    total: ({ totals }) => totals.users,
    noun: ["user", "users"],
    tab: "overview",
    row: ({ user }) =>
      user ? linked(userThing(user), user.name && user.name !== user.login ? user.login : "") : plain("Anonymous", "no known user"),
  },
  packages: {
    title: "Packages",
    question: { by: ["PACKAGE"] },
    total: ({ packages }) => packages.totalRows,
    noun: ["package", "packages"],
    tab: "packages",
    row: (key) => (key.package ? linked(packageThing(key.package)) : plain("No package")),
  },
  functions: {
    title: "Functions",
    question: { by: ["FUNCTION"] },
    total: functionCount,
    noun: ["function", "functions"],
    tab: "functions",
    row: (key) => key.function && linked(functionThing(key.function)),
  },
  types: {
    title: "Event types",
    question: { by: ["EVENT_TYPE"] },
    total: ({ eventTypes }) => eventTypes.totalRows,
    noun: ["event type", "event types"],
    tab: "events",
    row: ({ eventType }) => eventType && linked(eventTypeThing(eventType), eventType.source),
  },
  log: {
    title: "Log by source",
    question: { by: ["SOURCE"] },
    total: ({ totals }) => totals.events,
    noun: ["event", "events"],
    ofEvents: true,
    tab: "events",
    row: ({ source }) => plain(source ?? "No source"),
  },
  audit: {
    title: "Audit by type",
    question: { by: ["EVENT_TYPE"] },
    source: "audit",
    total: (summary) => eventsOf("audit", summary),
    noun: ["audit event", "audit events"],
    ofEvents: true,
    tab: "events",
    row: ({ eventType }) => eventType && linked(eventTypeThing(eventType)),
  },
  errors: {
    title: "Errors",
    question: { by: ["ERROR"], where: { errors: { gte: 1 } } },
    total: ({ errors }) => errors.totalRows,
    noun: ["error", "errors"],
    tab: "events",
    row: ({ error }) => (error ? linked(errorThing(error)) : plain("Errors without a message")),
  },
};

/** A section's total as its header says it: `12`, `7,237 events`. */
export const totalWords = (name: SectionName, summary: Summary): string => {
  const { total, ofEvents } = definitions[name];
  return ofEvents ? plural(total(summary), "event") : count(total(summary));
};

/** The scope of a section that counts one source only; null where the filter leaves that out. */
export const sectionScope = (name: SectionName, scope: ScopeInput): ScopeInput | null => {
  const { source } = definitions[name];
  if (source === undefined) return scope;
  const allowed = scope.sources ?? [];
  return allowed.length === 0 || allowed.includes(source) ? { ...scope, sources: [source] } : null;
};

export const rowPage = (name: SectionName, page: BreakdownPage, summary: Summary): RowPage => {
  const { row } = definitions[name];
  const counted = name === "functions" ? "run" : "event";
  const rows = page.rows.flatMap(({ key, measures, share }): Row[] => {
    const said = row(key);
    if (!said) return [];
    const words = `${said.label}: ${plural(measures.events, counted)}, ${percent(share)} of all events`;
    return [{ ...said, value: count(measures.events), share, words }];
  });
  const total = name === "functions" ? functionCount(summary) : page.totalRows;
  return { rows, total, next: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null };
};

/** An error list this long fits into the filter. */
const mostErrors = 50;

/** The signatures of all errors; null where they are too many for a filter, or where some errors have none. */
const allSignatures = ({ errors }: Summary): string[] | null => {
  const signatures = errors.rows.flatMap(({ key }) => (key.error ? [key.error.signature] : []));
  return errors.totalRows <= mostErrors && signatures.length === errors.totalRows ? signatures : null;
};

export interface Details {
  view: View;
  /** What the button does: `Show 34 functions on the Functions tab`. */
  words: string;
}

const tabTitles = { overview: "Overview", packages: "Packages", functions: "Functions", events: "Events" };

/** Where more is to be seen of a section; `from` is the view in which the filter says what the panel is about. */
export const detailsOf = (name: SectionName, from: View, summary: Summary): Details | null => {
  const { total, noun, tab, source } = definitions[name];
  const value = total(summary);
  if (value === 0) return null;
  const there = `on the ${tabTitles[tab]} tab`;
  const signatures = name === "errors" ? allSignatures(summary) : null;
  if (name === "errors" && !signatures)
    return { view: onTab(from, tab), words: `Show all ${plural(summary.totals.events, "event")} ${there}` };
  const filter = { ...from.filter, ...(source !== undefined && { sources: [source] }), ...(signatures && { errors: signatures }) };
  const what = signatures
    ? `the events with ${signatures.length === 1 ? "this error" : `these ${count(value)} errors`}`
    : plural(value, ...noun);
  return { view: onTab({ ...from, filter }, tab), words: `Show ${what} ${there}` };
};
