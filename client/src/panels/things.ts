/** Things that have a card: how each is named, found and put into the filter. */

import { type Filter, type FilterList, filterLists } from "../state/filter";
import { type Item, type ItemKind, type View, withFilter } from "../state/view";

/** A thing and what its link says. */
export interface Thing {
  item: Item;
  label: string;
}

export const kindWords: Record<ItemKind, string> = {
  user: "User",
  group: "Group",
  package: "Package",
  function: "Function",
  session: "Session",
  event: "Event",
  entity: "Object",
  error: "Error",
  eventType: "Event type",
};

interface Named {
  name: string;
}

export const qualified = (run: { name: string; package: Named }): string => `${run.package.name}:${run.name}`;

/** The package and the name in `Chem:fingerprints`; null where the text is no qualified name. */
export const splitQualified = (text: string): { packageName: string; name: string } | null => {
  const at = text.indexOf(":");
  return at > 0 && at < text.length - 1 ? { packageName: text.slice(0, at), name: text.slice(at + 1) } : null;
};

const thing = (kind: ItemKind, key: string, label: string): Thing => ({ item: { kind, key }, label });

export const userThing = ({ login, name }: { login: string; name?: string | null }): Thing => thing("user", login, name || login);
export const groupThing = ({ name }: Named): Thing => thing("group", name, name);
export const packageThing = ({ name }: Named): Thing => thing("package", name, name);
export const functionThing = (run: { name: string; package: Named }): Thing => thing("function", qualified(run), qualified(run));
export const sessionThing = (id: string, label: string): Thing => thing("session", id, label);
/** A session with one of its events marked; what marks none is the key of the session alone. */
export const inSession = (session: string, event: string): Item => ({ kind: "session", key: `${session}~${event}` });

export const splitSession = (key: string): { session: string; event: string | null } => {
  const [session = "", event = null] = key.split("~");
  return { session, event };
};

export const entityThing = ({ id, name }: { id: string; name: string }): Thing => thing("entity", id, name);
export const errorThing = ({ id, message }: { id: string; message: string }): Thing => thing("error", id, message);
export const eventTypeThing = ({ id, name }: { id: string; name: string }): Thing => thing("eventType", id, name);

/** A thing as a condition of the filter: its list, and the name it has there. */
export interface Condition {
  list: FilterList;
  name: string;
}

export const isCondition = ({ filter }: View, { list, name }: Condition): boolean => filter[list].includes(name);

const withList = (view: View, list: FilterList, names: readonly string[]): View => withFilter(view, { [list]: names } as Partial<Filter>);

/** The view after the thing was made a condition, or taken back as one. */
export const toggleCondition = (view: View, { list, name }: Condition): View =>
  withList(view, list, isCondition(view, { list, name }) ? view.filter[list].filter((one) => one !== name) : [...view.filter[list], name]);

/** The view in which the filter lets through what the thing's card counts, no more and no less; null where no filter does. */
export const onlyThis = (view: View, { list, name }: Condition): View | null =>
  view.filter[list].length === 0 || isCondition(view, { list, name }) ? withList(view, list, [name]) : null;

/** `Filter by this user`. */
export const conditionWords = (view: View, condition: Condition): string => {
  const { one } = filterLists[condition.list];
  return isCondition(view, condition) ? `Take this ${one} out of the filter` : `Filter by this ${one}`;
};
