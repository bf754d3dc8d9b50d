import { dash, duration, exactMoment, moment, zoneName } from "../../../format";
import { sessionThing, userThing } from "../../../panels/things";
import type { GridColumn } from "../../../parts/grid/grid";
import { ItemLink } from "../../../parts/link";
import type { Cell } from "../../../parts/table";
import type { Run } from "./query";
import { columnId, type ValueColumn, valueCell, valueIn } from "./values";

const text = (value: string | null | undefined): Cell => ({ text: value || dash, raw: value ?? "" });

export const statusWords = { OK: "OK", FAILED: "failed" } as const;

/** What every run has, its values in between. */
export const runColumns = (values: readonly ValueColumn[], zone: string): GridColumn<Run>[] => [
  {
    id: "time",
    title: `Time (${zoneName(Date.now(), zone)})`,
    kind: "text",
    sortable: true,
    cell: ({ time }) => ({ text: moment(time, zone), raw: time }),
    show: ({ event, time }) => (
      <ItemLink item={{ kind: "event", key: event.id }} title={`${exactMoment(time, zone)}: show this run`}>
        {moment(time, zone)}
      </ItemLink>
    ),
  },
  {
    id: "user",
    title: "User",
    kind: "text",
    sortable: true,
    cell: ({ user }) => ({ text: user ? user.name || user.login : "anonymous", raw: user?.login ?? "" }),
    show: ({ user }) => {
      if (!user) return <span class="muted">anonymous</span>;
      const { item, label } = userThing(user);
      return (
        <ItemLink item={item} title={user.login}>
          {label}
        </ItemLink>
      );
    },
  },
  {
    id: "durationMs",
    title: "Duration",
    kind: "number",
    sortable: true,
    cell: ({ durationMs }) => (durationMs === null ? text(null) : { text: duration(durationMs), raw: durationMs }),
  },
  {
    id: "status",
    title: "Status",
    kind: "text",
    sortable: true,
    cell: ({ status }) => text(statusWords[status]),
    show: ({ status }) => <span class={status === "FAILED" ? "bad" : "muted"}>{statusWords[status]}</span>,
  },
  ...values.map(valueGridColumn),
  {
    id: "error",
    title: "Error",
    kind: "text",
    cell: ({ error }) => ({ text: error?.message ?? "", raw: error?.message ?? "" }),
    show: ({ error }) => error && <span title={error.message}>{error.message}</span>,
  },
  {
    id: "session",
    title: "Session",
    kind: "text",
    cell: ({ session }) => ({ text: session ? moment(session.startedAt, zone) : dash, raw: session?.startedAt ?? "" }),
    show: ({ session }) => {
      if (!session) return dash;
      const { item, label } = sessionThing(session.id, moment(session.startedAt, zone));
      return (
        <ItemLink item={item} title="Show the session">
          {label}
        </ItemLink>
      );
    },
  },
];

const valueGridColumn = (column: ValueColumn): GridColumn<Run> => ({
  id: columnId(column),
  title: column.side === "in" ? column.name : `→ ${column.name}`,
  hint: `${column.side === "in" ? "Input" : "Output"} ${column.name}: ${column.type}`,
  kind: column.isNumber ? "number" : "text",
  sortable: true,
  cell: (run) => valueCell(valueIn(run, column)),
  show: (run) => {
    const shown = valueCell(valueIn(run, column)).text;
    return <span title={shown.length > 24 ? shown : undefined}>{shown}</span>;
  },
});
