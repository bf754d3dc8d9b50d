/** The whole state of the app is its address: `readView` and `viewUrl` are the only two ways between them. */

export const tabs = ["overview", "packages", "functions", "events"] as const;
export type Tab = (typeof tabs)[number];

/** Preset ranges by their name in the address, with the words for titles, the menu and the key. */
export const presets = {
  today: { id: "TODAY", words: "today", key: "D" },
  yesterday: { id: "YESTERDAY", words: "yesterday", key: "E" },
  "7d": { id: "LAST_7_DAYS", words: "last 7 days", key: "W" },
  "28d": { id: "LAST_28_DAYS", words: "last 28 days", key: "F" },
  "30d": { id: "LAST_30_DAYS", words: "last 30 days", key: "" },
  "91d": { id: "LAST_91_DAYS", words: "last 91 days", key: "N" },
  month: { id: "THIS_MONTH", words: "this month", key: "M" },
  year: { id: "THIS_YEAR", words: "this year", key: "Y" },
  "12m": { id: "LAST_12_MONTHS", words: "last 12 months", key: "" },
  all: { id: "ALL_TIME", words: "all time", key: "A" },
} as const;
export type Preset = keyof typeof presets;

/** A named period, or whole days, both ends included, as calendar dates (`2026-05-04`). */
export type Range = { kind: "preset"; preset: Preset } | { kind: "days"; from: string; to: string };

export type Compare = "none" | "previous" | "year";

/** What is counted by the cards; the chart shows one of them. */
export const measures = ["users", "newUsers", "sessions", "events", "errors"] as const;
export type Measure = (typeof measures)[number];

/** One bar that was clicked, by the thing's own name. The last one is taken back first. */
export interface Selected {
  kind: "package" | "user";
  name: string;
}

export interface View {
  tab: Tab;
  range: Range;
  /** IANA name; null means the browser's own zone. */
  timeZone: string | null;
  compare: Compare;
  groups: readonly string[];
  packages: readonly string[];
  measure: Measure;
  selected: readonly Selected[];
  /** Parameters that this version does not know: kept, so that a link of a later version survives. */
  unknown: readonly (readonly [string, string])[];
}

export const defaultView: View = {
  tab: "overview",
  range: { kind: "preset", preset: "30d" },
  timeZone: null,
  compare: "previous",
  groups: [],
  packages: [],
  measure: "users",
  selected: [],
  unknown: [],
};

const isOneOf = <T extends string>(all: readonly T[], text: string): text is T => (all as readonly string[]).includes(text);

const isPreset = (text: string): text is Preset => Object.hasOwn(presets, text);

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** Reads `30d` or `2026-05-04..2026-05-10`; null where the text is neither. */
export const readRange = (text: string): Range | null => {
  if (isPreset(text)) return { kind: "preset", preset: text };
  const [from = "", to = "", ...more] = text.split("..");
  if (more.length > 0 || !isDate(from) || !isDate(to)) return null;
  return from <= to ? { kind: "days", from, to } : { kind: "days", from: to, to: from };
};

export const writeRange = (range: Range): string => (range.kind === "preset" ? range.preset : `${range.from}..${range.to}`);

export const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** Splits at commas; a backslash makes the next character part of the name, also after a mail program has re-encoded the link. */
export const readNames = (text: string): string[] => {
  const names = text.match(/(?:\\.|[^,\\])+/gs) ?? [];
  return [...new Set(names.map((name) => name.replace(/\\(.)/gs, "$1")))];
};

export const writeNames = (names: readonly string[]): string => names.map((name) => name.replace(/[\\,]/g, "\\$&")).join(",");

const readSelected = (text: string): Selected[] => {
  const all = readNames(text).flatMap((entry): Selected[] => {
    const at = entry.indexOf(":");
    const [kind, name] = [entry.slice(0, at), entry.slice(at + 1)];
    return name !== "" && (kind === "package" || kind === "user") ? [{ kind, name }] : [];
  });
  return all.filter((one, index) => all.findIndex((other) => other.kind === one.kind) === index);
};

/** A value that cannot be understood is kept among the unknown ones, and the default is in force. */
export const readView = (url: URL): View => {
  const [path = ""] = url.pathname.split("/").filter(Boolean);
  const view = { ...defaultView, tab: isOneOf(tabs, path) ? path : defaultView.tab };
  const unknown: (readonly [string, string])[] = [];
  for (const [name, text] of url.searchParams) {
    if (!readParameter(view, name, text)) unknown.push([name, text]);
  }
  return { ...view, unknown };
};

const readParameter = (view: View, name: string, text: string): boolean => {
  const range = name === "range" ? readRange(text) : null;
  if (range) view.range = range;
  else if (name === "tz" && isZone(text)) view.timeZone = text;
  else if (name === "compare" && isOneOf(["none", "previous", "year"], text)) view.compare = text;
  else if (name === "groups") view.groups = readNames(text);
  else if (name === "packages") view.packages = readNames(text);
  else if (name === "measure" && isOneOf(measures, text)) view.measure = text;
  else if (name === "sel") view.selected = readSelected(text);
  else return false;
  return true;
};

/** The address of a view: path and parameters, defaults left out. */
export const viewUrl = (view: View): string => {
  const known: [string, string, string][] = [
    ["range", writeRange(view.range), writeRange(defaultView.range)],
    ["tz", view.timeZone ?? "", ""],
    ["compare", view.compare, defaultView.compare],
    ["groups", writeNames(view.groups), ""],
    ["packages", writeNames(view.packages), ""],
    ["measure", view.measure, defaultView.measure],
    ["sel", writeNames(view.selected.map(({ kind, name }) => `${kind}:${name}`)), ""],
  ];
  const said = known.filter(([, value, byDefault]) => value !== byDefault).map(([name, value]) => [name, value] as const);
  const query = [...said, ...view.unknown].map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  return `/${view.tab}${query && `?${query}`}`;
};

/** As encodeURIComponent, but leaves what a query may hold and people read: commas, colons, slashes. */
const encode = (text: string): string => encodeURIComponent(text).replace(/%(2C|3A|2F)/g, decodeURIComponent);

/** The view after a click on a bar: selects it, takes the place of another of its kind, or is taken back by the second click. */
export const toggleSelected = (view: View, clicked: Selected): View => {
  const others = view.selected.filter((one) => one.kind !== clicked.kind);
  return { ...view, selected: isSelected(view, clicked) ? others : [...others, clicked] };
};

export const isSelected = (view: View, { kind, name }: Selected): boolean =>
  view.selected.some((one) => one.kind === kind && one.name === name);

export const selectedName = (view: View, kind: Selected["kind"]): string | null =>
  view.selected.find((one) => one.kind === kind)?.name ?? null;

/** One step back: the selection clicked last, then nothing. Null where there is nothing to take back. */
export const stepBack = (view: View): View | null => (view.selected.length > 0 ? { ...view, selected: view.selected.slice(0, -1) } : null);

/** The view without any filter: the default range, every group and package, no selection. The zone and the comparison stay. */
export const clearFilters = (view: View): View => ({ ...view, range: defaultView.range, groups: [], packages: [], selected: [] });

export const hasFilters = (view: View): boolean =>
  view.groups.length > 0 ||
  view.packages.length > 0 ||
  view.selected.length > 0 ||
  writeRange(view.range) !== writeRange(defaultView.range);
