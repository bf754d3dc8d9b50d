/** Errors as rows: what they are grouped by, what each row says, and the view that has nothing but its events. Pure. */

import { count, plural } from "../../../format";
import { errorThing, functionThing, groupThing, packageThing, qualified, type Thing, userThing } from "../../../panels/things";
import { readOrder } from "../../../parts/grid/order";
import { scopeWords } from "../../../scope";
import { onShow, type View, withFilter, withOption } from "../../../state/view";
import type { ErrorDimension, ErrorKey, ErrorOrder, ErrorRow, Errors } from "./query";

/** What errors can be grouped by, as the address, the menu and the titles call it. */
export const dimensions = {
  signature: { id: "SIGNATURE", title: "Error" },
  package: { id: "PACKAGE", title: "Package" },
  function: { id: "FUNCTION", title: "Function" },
  version: { id: "VERSION", title: "Version" },
  user: { id: "USER", title: "User" },
  group: { id: "GROUP", title: "Group" },
  source: { id: "SOURCE", title: "Source" },
} as const satisfies Record<string, { id: ErrorDimension; title: string }>;
export type Dimension = keyof typeof dimensions;

export const allDimensions = Object.keys(dimensions) as Dimension[];
export const mostDimensions = 3;

const isDimension = (name: string): name is Dimension => Object.hasOwn(dimensions, name);

/** What the rows are by; the address may hold anything. */
export const groupedBy = ({ options }: View): Dimension[] => {
  const named = [...new Set((options.by ?? "").split(","))].filter(isDimension).slice(0, mostDimensions);
  return named.length > 0 ? named : ["signature"];
};

export const withGroups = (view: View, by: readonly Dimension[]): View =>
  withOption(view, "by", by.length === 0 || by.join() === "signature" ? null : by.join());

export const showsMarked = ({ options }: View): boolean => options.marked === "shown";

const sortable = [
  "occurrences",
  "users",
  "sessions",
  "firstSeenAt",
  "lastSeenAt",
  "unhandled",
] as const satisfies readonly (keyof ErrorOrder)[];

export const orderOf = ({ options }: View) => {
  const order = readOrder(options.order, { column: "occurrences", descending: true });
  return sortable.some((name) => name === order.column) ? order : { column: "occurrences", descending: true };
};

export const askedOrder = (view: View): ErrorOrder[] => {
  const { column, descending } = orderOf(view);
  return [{ [column]: descending ? "DESC" : "ASC" }];
};

export const versionName = ({ version, package: home }: NonNullable<ErrorKey["version"]>): string => `${home.name}@${version}`;

export const versionLabel = ({ version, package: home }: NonNullable<ErrorKey["version"]>): string => `${home.name} ${version}`;

const nothing: Record<Dimension, string> = {
  signature: "No signature",
  package: "No package",
  function: "No function",
  version: "No known version",
  user: "Anonymous",
  group: "No group",
  source: "No source",
};

const thingOf: Record<Dimension, (key: ErrorKey) => Thing | null> = {
  signature: ({ error }) => error && errorThing(error),
  package: (key) => key.package && packageThing(key.package),
  function: (key) => key.function && functionThing(key.function),
  version: () => null,
  user: ({ user }) => user && userThing(user),
  group: ({ group }) => group && groupThing(group),
  source: () => null,
};

/** The value of a dimension: what it is called, and its card where it has one. */
export const shownOf = (key: ErrorKey, by: Dimension): { label: string; item: Thing["item"] | null } => {
  const found = thingOf[by](key);
  if (found) return found;
  const label = by === "version" ? key.version && versionLabel(key.version) : by === "source" ? key.source : null;
  return { label: label ?? nothing[by], item: null };
};

export const rowName = (key: ErrorKey, by: readonly Dimension[]): string =>
  by.map((one) => shownOf(key, one).item?.key ?? shownOf(key, one).label).join(" ");

const conditions: Record<Dimension, (key: ErrorKey) => Partial<View["filter"]> | null> = {
  signature: ({ error }) => error && { errors: [error.signature] },
  package: (key) => key.package && { packages: [key.package.name] },
  function: (key) => key.function && { functions: [qualified(key.function)] },
  version: ({ version }) => version && { versions: [versionName(version)] },
  user: ({ user }) => (user ? { users: [user.login] } : { anonymous: true }),
  group: ({ group }) => group && { groups: [group.name] },
  source: ({ source }) => (source ? { sources: [source] } : null),
};

/** The view under a filter that lets through what a row counts; null where no filter says it. */
const within = (view: View, key: ErrorKey, by: readonly Dimension[]): View | null => {
  const said = by.map((one) => conditions[one](key));
  return said.every((one) => one !== null) ? withFilter(view, Object.assign({}, ...said)) : null;
};

/** Where the events of a row are listed: the log, where their error is known; else the errors that the row is made of. */
export const behind = (view: View, key: ErrorKey, by: readonly Dimension[]): { view: View; words: string } | null => {
  const narrowed = within(view, key, by);
  if (!narrowed) return null;
  return by.includes("signature")
    ? { view: onShow(narrowed, null), words: "Show these events in the log" }
    : { view: withGroups(narrowed, ["signature"]), words: "Show which errors these are" };
};

/** The view that has only what happened in one version of a package. */
export const inVersion = (view: View, version: NonNullable<ErrorKey["version"]>): View =>
  withFilter(view, { versions: [versionName(version)] });

export const statusWords = ({ status, absentDays }: Pick<ErrorRow, "status" | "absentDays">): { label: string; words: string } | null => {
  switch (status) {
    case "NEW":
      return { label: "New", words: "First seen, by anybody, in this time" };
    case "REGRESSED":
      return { label: "Back", words: `Back in this time, after ${plural(absentDays ?? 0, "day")} without it` };
    case "KNOWN":
      return { label: "Known", words: "Seen before this time, and never away for long" };
    default:
      return null;
  }
};

/** Whether programs caught it, in a word where it is always the same. */
export const handledWords = ({ handled, unhandled, unknown }: Pick<ErrorRow, "handled" | "unhandled" | "unknown">): string => {
  if (unhandled + unknown === 0) return "caught";
  if (handled + unknown === 0) return "not caught";
  if (handled + unhandled === 0) return "unknown";
  return `${count(unhandled)} not caught`;
};

export const errorsTitle = (said: View): string => {
  const by = groupedBy(said).map((one) => dimensions[one].title.toLowerCase());
  return `Errors${by.join() === "error" ? "" : ` by ${new Intl.ListFormat("en-GB").format(by)}`}, ${scopeWords(said)}`;
};

/** `1,204 occurrences for 87 users in 310 sessions`. */
export const sumWords = ({ totals }: Errors): string =>
  `${plural(totals.occurrences, "occurrence")} for ${plural(totals.users, "user")} in ${plural(totals.sessions, "session")}`;

/** What marks hide, or would; empty where nothing is marked. */
export const markedWords = ({ marked }: Errors, shown: boolean): string => {
  if (marked.errors === 0) return "";
  const what = `${plural(marked.occurrences, "occurrence")} of ${plural(marked.errors, "error")} marked as no error`;
  return shown ? `${what} among them` : `${what} left out`;
};
