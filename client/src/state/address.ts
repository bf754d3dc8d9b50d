/** The view as the address of the page: `readView` and `viewUrl` are the only two ways between them. */

import { tabNamed } from "../tabs/registry";
import { timeFormat } from "../time-format";
import { type Area, readAreas, writeAreas } from "./area";
import { allLists, type FilterList } from "./filter";
import { readNames, writeNames } from "./names";
import { fullInstant, isInstant, readRange, shortInstant, writeRange } from "./range";
import { comparisons, defaultView, type Item, itemKinds, measures, type View } from "./view";

/** How one parameter is written, and read into the view; the reader answers null where it cannot understand the text. */
interface Parameter {
  write: (view: View) => string;
  read: (text: string, view: View) => Partial<View> | null;
}

const isOneOf = <T extends string>(all: readonly T[], text: string): text is T => (all as readonly string[]).includes(text);

export const isZone = (name: string): boolean => {
  try {
    timeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const oneOf = <K extends "compare" | "measure" | "color">(key: K, all: readonly View[K][]): Parameter => ({
  write: (view) => view[key],
  read: (text) => (isOneOf(all, text) ? ({ [key]: text } as Partial<View>) : null),
});

const list = (name: FilterList): Parameter => ({
  write: ({ filter }) => writeNames(filter[name]),
  read: (text, { filter }) => ({ filter: { ...filter, [name]: readNames(text) } }),
});

const flag = (name: "anonymous" | "runs"): Parameter => ({
  write: ({ filter }) => (filter[name] ? "true" : ""),
  read: (text, { filter }) => (text === "true" ? { filter: { ...filter, [name]: true } } : null),
});

const areas = (write: (view: View) => readonly Area[], read: (areas: Area[], view: View) => Partial<View>): Parameter => ({
  write: (view) => writeAreas(write(view)),
  read: (text, view) => {
    const all = readAreas(text);
    return all && read(all, view);
  },
});

const readZoom = (text: string): View["zoom"] => {
  const [from = "", to = ""] = text.split("..");
  return isInstant(from) && isInstant(to) && Date.parse(from) < Date.parse(to) ? { from: fullInstant(from), to: fullInstant(to) } : null;
};

const readItem = (text: string): Item | null => {
  const at = text.indexOf(":");
  const [kind, key] = [text.slice(0, at), text.slice(at + 1)];
  return isOneOf(itemKinds, kind) && key !== "" ? { kind, key } : null;
};

const parameters: Record<string, Parameter> = {
  show: { write: ({ show }) => show ?? "", read: (show) => (/^[a-z]+$/.test(show) ? { show } : null) },
  range: {
    write: ({ range }) => writeRange(range),
    read: (text) => {
      const range = readRange(text);
      return range && { range };
    },
  },
  tz: { write: ({ timeZone }) => timeZone ?? "", read: (timeZone) => (isZone(timeZone) ? { timeZone } : null) },
  compare: oneOf("compare", comparisons),
  ...Object.fromEntries(allLists.map((name) => [name, list(name)])),
  anonymous: flag("anonymous"),
  runs: flag("runs"),
  picked: areas(
    ({ filter }) => filter.picked,
    (picked, { filter }) => ({ filter: { ...filter, picked } }),
  ),
  measure: oneOf("measure", measures),
  color: oneOf("color", ["user", "package"]),
  rows: { write: ({ allRows }) => (allRows ? "all" : ""), read: (text) => (text === "all" ? { allRows: true } : null) },
  zoom: {
    write: ({ zoom }) => (zoom ? `${shortInstant(zoom.from)}..${shortInstant(zoom.to)}` : ""),
    read: (text) => {
      const zoom = readZoom(text);
      return zoom && { zoom };
    },
  },
  search: { write: ({ search }) => search, read: (search) => ({ search }) },
  sel: areas(
    ({ selection }) => selection,
    (selection) => ({ selection }),
  ),
  item: {
    write: ({ item }) => (item ? `${item.kind}:${item.key}` : ""),
    read: (text) => {
      const item = readItem(text);
      return item && { item };
    },
  },
  panel: { write: ({ open }) => open.join(",") || "none", read: (text) => ({ open: text === "none" ? [] : readNames(text) }) },
};

/** Ahead of the name of an option, so that a view may call its options as it likes. */
const optionPrefix = "view.";

/** A value that cannot be understood is kept among the unknown ones, and the default is in force. */
export const readView = (url: URL): View => {
  const [path = ""] = url.pathname.split("/").filter(Boolean);
  let view: View = { ...defaultView, tab: tabNamed(path)?.name ?? defaultView.tab };
  const unknown: (readonly [string, string])[] = [];
  for (const [name, text] of url.searchParams) {
    if (name.startsWith(optionPrefix) && text !== "") {
      view = { ...view, options: { ...view.options, [name.slice(optionPrefix.length)]: text } };
      continue;
    }
    const read = text === "" || !Object.hasOwn(parameters, name) ? null : (parameters[name]?.read(text, view) ?? null);
    if (read) view = { ...view, ...read };
    else unknown.push([name, text]);
  }
  return { ...view, unknown };
};

const defaults = new Map(Object.entries(parameters).map(([name, { write }]) => [name, write(defaultView)]));

/** The address of a view: path and parameters, defaults left out. */
export const viewUrl = (view: View): string => {
  const said = Object.entries(parameters)
    .map(([name, { write }]) => [name, write(view)] as const)
    .filter(([name, text]) => text !== defaults.get(name));
  const options = Object.entries(view.options).map(([name, text]) => [optionPrefix + name, text] as const);
  const query = [...said, ...options, ...view.unknown].map(([name, text]) => `${encode(name)}=${encode(text)}`).join("&");
  return `/${view.tab}${query && `?${query}`}`;
};

/** As encodeURIComponent, but leaves what a query may hold and people read: commas, colons, slashes, semicolons. */
const encode = (text: string): string => encodeURIComponent(text).replace(/%(2C|3A|2F|3B)/g, decodeURIComponent);
