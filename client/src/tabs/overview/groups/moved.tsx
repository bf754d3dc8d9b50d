import { useMemo } from "preact/hooks";
import { useAnswer } from "../../../api";
import { count, dateRange, percent, plural } from "../../../format";
import { userThing } from "../../../panels/things";
import { Frame } from "../../../parts/frame";
import { Grid, type GridColumn, gridTable, ordered } from "../../../parts/grid/grid";
import { readOrder, writeOrder } from "../../../parts/grid/order";
import { ItemLink } from "../../../parts/link";
import { Empty, Failure, Skeleton } from "../../../parts/notes";
import { numberCell } from "../../../parts/table";
import { scopeWords, zoneOf } from "../../../scope";
import { withOption } from "../../../state/view";
import { addDays, dayOf } from "../../../zone";
import type { TabProps } from "../../tab";
import { fileName } from "../data";
import { type ThingKind, thingIds, thingKindOf, thingName, thingWords } from "./data";
import { askMovedUsers, type MovedUser, type MovedUsers } from "./query";
import { ThingName } from "./thing-name";

const mostUsers = 200;

/** Fewer would change their mix by chance. */
const leastEvents = 30;

const furthestFirst = { column: "moved", descending: true };

/** Users who do other things than before: how much of each one's mix has changed, and from what to what. */
export const MovedFrame = ({ view, said, go, scope, refreshed }: TabProps) => {
  const kind = thingKindOf(view);
  const answer = useAnswer(scope && JSON.stringify([scope, refreshed, kind]), (signal) =>
    scope ? askMovedUsers({ scope, by: thingIds[kind], minEvents: leastEvents, first: mostUsers }, signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  const columns = useMemo(() => columnsOf(kind), [kind]);
  const order = readOrder(view.options.movedorder, furthestFirst);
  const rows = useMemo(() => (data ? ordered(columns, data.users, order) : []), [data, columns, order.column, order.descending]);
  const title = `Users who moved to other ${thingWords[kind].many.toLowerCase()}, ${scopeWords(said)}`;
  return (
    <Frame
      name="Users who moved"
      title={title}
      height="auto"
      stale={answer.kind === "ready" && answer.stale}
      table={rows.length > 0 ? gridTable(columns, rows) : null}
      isTable
      fileName={fileName("users who moved", view)}
    >
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what="Users who moved" error={answer.error} retry={answer.retry} />}
      {data && <p class="muted">{sourceWords(data, zoneOf(view))}</p>}
      {data && rows.length === 0 && <Empty text="Nobody with so many events in both periods does other things than before." />}
      {rows.length > 0 && (
        <Grid
          label={title}
          columns={columns}
          rows={rows}
          keyOf={({ user }) => user.login}
          order={order}
          setOrder={(next) => go(withOption(view, "movedorder", writeOrder(next)), "replace")}
          total={data?.totalUsers ?? rows.length}
        />
      )}
    </Frame>
  );
};

const sourceWords = ({ comparedUsers, previousFrom, previousTo }: MovedUsers, zone: string): string => {
  const before = dateRange(dayOf(previousFrom, zone), addDays(dayOf(previousTo, zone), -1));
  return `${plural(comparedUsers, "user")} with at least ${leastEvents} events here and in ${before}. Moved is the part of a user’s events that is of other things than before.`;
};

const columnsOf = (kind: ThingKind): GridColumn<MovedUser>[] => {
  const side = (id: "from" | "to", title: string, hint: string): GridColumn<MovedUser>[] => [
    {
      id,
      title,
      hint,
      kind: "text",
      sortable: true,
      cell: (row) => ({ text: thingName(row[id]), raw: thingName(row[id]) }),
      show: (row) => <ThingName kind={kind} name={thingName(row[id])} />,
    },
    {
      id: `${id}share`,
      title: `${title}: share`,
      hint: "Of the user’s events, before and now",
      kind: "number",
      sortable: true,
      cell: (row) => {
        const { before, now } = row[id];
        return { text: `${percent(before)} → ${percent(now)}`, raw: Math.round((now - before) * 1e4) / 1e4 };
      },
    },
  ];
  return [
    {
      id: "user",
      title: "User",
      kind: "text",
      sortable: true,
      cell: ({ user }) => ({ text: userThing(user).label, raw: user.login }),
      show: ({ user }) => <ItemLink item={userThing(user).item}>{userThing(user).label}</ItemLink>,
    },
    {
      id: "moved",
      title: "Moved",
      hint: "The part of the user’s events that is of other things than before",
      kind: "number",
      sortable: true,
      cell: ({ moved }) => ({ text: percent(moved), raw: Math.round(moved * 1e4) / 1e4 }),
    },
    ...side("from", "From", "What lost most of its share of the user’s events"),
    ...side("to", "To", "What gained most"),
    { id: "events", title: "Events", kind: "number", sortable: true, cell: ({ events }) => numberCell(events) },
    {
      id: "previousEvents",
      title: "Events before",
      kind: "number",
      sortable: true,
      cell: ({ previousEvents }) => ({ text: count(previousEvents), raw: previousEvents }),
    },
  ];
};
