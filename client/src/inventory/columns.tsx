/** What the list of known things says of each, as columns. */

import { count, dash, date, plural } from "../format";
import { eventTypeThing, type Thing, userThing } from "../panels/things";
import type { GridColumn } from "../parts/grid/grid";
import type { GridOrder } from "../parts/grid/order";
import { ItemLink, ViewLink } from "../parts/link";
import { numberCell } from "../parts/table";
import { onTab, type View, withFilter } from "../state/view";
import { dayOf } from "../zone";
import type { InventoryOf, InventoryQuestion, InventoryRow, InventoryStatus } from "./query";

interface Noun {
  one: string;
  many: string;
}

export const nounOf: Record<InventoryOf, Noun> = {
  PACKAGE: { one: "package", many: "packages" },
  FUNCTION: { one: "function", many: "functions" },
  EVENT_TYPE: { one: "event type", many: "event types" },
  UI_ELEMENT: { one: "menu item or dialog", many: "menu items and dialogs" },
};

/** In the order of the server; what a cleaner looks for comes first. */
export const statuses: readonly InventoryStatus[] = ["NEVER_USED", "UNUSED", "ONLY_BY_AUTHOR", "DYING", "RISING", "STEADY"];

export const statusWords: Record<InventoryStatus, { label: string; words: string; tone: "bad" | "good" | "neutral" }> = {
  NEVER_USED: { label: "never used", words: "No event, ever", tone: "bad" },
  UNUSED: { label: "unused", words: "No event in the range, but some at another time", tone: "bad" },
  ONLY_BY_AUTHOR: { label: "only by its author", words: "All events in the range are its author’s", tone: "bad" },
  DYING: { label: "dying", words: "At most half as many users as in the period before, where there were at least 4", tone: "bad" },
  RISING: { label: "rising", words: "At least twice as many users as in the period before, and at least 4", tone: "good" },
  STEADY: { label: "steady", words: "Used, and about as much as before", tone: "neutral" },
};

const thingOf = (of: InventoryOf, { name, eventType }: InventoryRow): Thing | null => {
  if (of === "PACKAGE") return { item: { kind: "package", key: name }, label: name };
  if (of === "FUNCTION") return { item: { kind: "function", key: name }, label: name };
  return of === "EVENT_TYPE" && eventType ? eventTypeThing(eventType) : null;
};

/** Paths on the screen are no things with a card: their events are in the log, where numbers are themselves. */
const logOf = (view: View, { name, eventType }: InventoryRow): View => ({
  ...onTab(withFilter(view, { eventTypes: eventType ? [eventType.name] : [] }), "events"),
  search: name.split("#")[0]?.trim() ?? "",
});

export const keyOf = ({ name, eventType }: InventoryRow): string => `${eventType?.id ?? ""} ${name}`;

const day = (instant: string | null, zone: string): { text: string; raw: string } =>
  instant === null ? { text: "never", raw: "" } : { text: date(dayOf(instant, zone)), raw: instant };

export const columnsOf = (of: InventoryOf, view: View, zone: string): GridColumn<InventoryRow>[] => [
  {
    id: "name",
    title: nounOf[of].one.replace(/^./, (letter) => letter.toUpperCase()),
    kind: "text",
    sortable: true,
    cell: ({ name }) => ({ text: name, raw: name }),
    show: (row) => {
      const thing = thingOf(of, row);
      if (thing) return <ItemLink item={thing.item}>{thing.label}</ItemLink>;
      return (
        <ViewLink to={logOf(view, row)} step="down" title={`Show ${plural(row.totalEvents, "event")} in the log`}>
          {row.name}
        </ViewLink>
      );
    },
  },
  ...(of === "EVENT_TYPE" || of === "UI_ELEMENT" ? [kindColumn(of)] : []),
  {
    id: "status",
    title: "Use",
    kind: "text",
    sortable: true,
    cell: ({ status }) => ({ text: statusWords[status].label, raw: statusWords[status].label }),
    show: ({ status }) => (
      <span class={`badge ${statusWords[status].tone}`} title={statusWords[status].words}>
        {statusWords[status].label}
      </span>
    ),
  },
  { id: "users", title: "Users", kind: "number", sortable: true, cell: ({ users }) => numberCell(users) },
  {
    id: "previousUsers",
    title: "Users before",
    hint: "In the range that is compared with, or else the period before",
    kind: "number",
    sortable: true,
    cell: ({ previousUsers }) => numberCell(previousUsers),
  },
  { id: "events", title: "Events", kind: "number", sortable: true, cell: ({ events }) => numberCell(events) },
  { id: "lastUsedAt", title: "Last used", kind: "number", sortable: true, cell: ({ lastUsedAt }) => day(lastUsedAt, zone) },
  {
    id: "totalEvents",
    title: "Events of all time",
    kind: "number",
    sortable: true,
    cell: ({ totalEvents }) => numberCell(totalEvents),
  },
  ...(of === "PACKAGE" || of === "FUNCTION" ? [authorColumn] : []),
];

const kindColumn = (of: InventoryOf): GridColumn<InventoryRow> => ({
  id: "kind",
  title: of === "EVENT_TYPE" ? "Source" : "Event type",
  kind: "text",
  cell: ({ eventType }) => {
    const text = (of === "EVENT_TYPE" ? eventType?.source : eventType?.name) ?? "";
    return { text, raw: text };
  },
});

const authorColumn: GridColumn<InventoryRow> = {
  id: "author",
  title: "Author",
  kind: "text",
  cell: ({ author }) => ({ text: author ? author.name || author.login : dash, raw: author?.login ?? "" }),
  show: ({ author }) => {
    if (!author) return dash;
    const { item, label } = userThing(author);
    return <ItemLink item={item}>{label}</ItemLink>;
  },
};

/** The order as the server takes it; what was never used is the longest unused. */
export const orderInput = ({ column, descending }: GridOrder): NonNullable<InventoryQuestion["order"]> => [
  { [column]: descending ? "DESC" : "ASC" },
];

/** `34 functions`, `1 function`. */
export const countWords = (of: InventoryOf, value: number): string => `${count(value)} ${value === 1 ? nounOf[of].one : nounOf[of].many}`;
