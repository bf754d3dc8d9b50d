/** Which events the inspector shows, as the address has them and as the server is asked. Pure. */

import { searchWhere } from "../../tabs/events/log/query";
import type { EventWhere } from "./query";

/** Sources that are levels; all others are asked for together. */
export const levels = ["audit", "usage", "info", "debug", "warning", "error"] as const;
export const others = "others";
export type Level = (typeof levels)[number] | typeof others;
export const allLevels: readonly Level[] = [...levels, others];

export interface Filters {
  user: string;
  /** The id that the client made for the session. */
  session: string;
  /** None means all. */
  level: readonly Level[];
  type: string;
  search: string;
  /** Parameters of the address that this version does not know: kept. */
  unknown: readonly (readonly [string, string])[];
}

const texts = ["user", "session", "type", "search"] as const;
export type TextFilter = (typeof texts)[number];

export const noFilters: Filters = { user: "", session: "", level: [], type: "", search: "", unknown: [] };

const isText = (name: string): name is TextFilter => (texts as readonly string[]).includes(name);

export const readFilters = (query: string): Filters => {
  let filters = noFilters;
  for (const [name, text] of new URLSearchParams(query)) {
    if (isText(name)) filters = { ...filters, [name]: text };
    else if (name === "level") filters = { ...filters, level: allLevels.filter((level) => text.split(",").includes(level)) };
    else filters = { ...filters, unknown: [...filters.unknown, [name, text]] };
  }
  return filters;
};

/** What stands behind the path: nothing where nothing is filtered. */
export const writeFilters = (filters: Filters): string => {
  const said = [...texts.map((name) => [name, filters[name]] as const), ["level", filters.level.join(",")] as const, ...filters.unknown];
  const query = new URLSearchParams(said.filter(([, text]) => text !== "").map(([name, text]) => [name, text])).toString();
  return query && `?${query.replaceAll("%2C", ",")}`;
};

const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** Why a filter cannot be asked for; null where all can. */
export const problemOf = ({ session }: Filters): string | null =>
  session === "" || isUuid(session) ? null : `“${session}” is no id of a session: it is a UUID, as the row of an event shows it.`;

const levelWhere = (level: readonly Level[]): EventWhere => {
  const named = level.filter((one) => one !== others);
  const rest = { source: { nin: [...levels] } };
  if (!level.includes(others)) return { source: { in: named } };
  return named.length === 0 ? rest : { or: [{ source: { in: named } }, rest] };
};

/** All that is filtered, as one condition; null for none. */
export const whereOf = ({ user, session, level, type, search }: Filters): EventWhere => {
  const all: EventWhere[] = [
    user === "" ? null : { user: { login: { ieq: user } } },
    session === "" ? null : { sessionId: { eq: session } },
    level.length === 0 || level.length === allLevels.length ? null : levelWhere(level),
    type === "" ? null : { type: { ieq: type } },
    searchWhere(search),
  ];
  const said = all.filter((one) => one !== null && one !== undefined);
  return said.length === 0 ? null : said.length === 1 ? said[0] : { and: said };
};

export const isFiltered = (filters: Filters): boolean => texts.some((name) => filters[name] !== "") || filters.level.length > 0;
