import { useMemo } from "preact/hooks";
import { useAnswer } from "../../../api";
import { count, dash, percent, plural } from "../../../format";
import { Frame } from "../../../parts/frame";
import { Grid, type GridColumn, gridTable, ordered } from "../../../parts/grid/grid";
import { readOrder, writeOrder } from "../../../parts/grid/order";
import { Empty, Failure, Skeleton } from "../../../parts/notes";
import { scopeWords } from "../../../scope";
import { type View, withOption } from "../../../state/view";
import type { TabProps } from "../../tab";
import { fileName } from "../data";
import { thingIds, thingKindOf, thingName, thingWords } from "./data";
import { askGroupComparison, type GroupComparison } from "./query";
import { ThingName } from "./thing-name";

type Thing = GroupComparison["things"][number];
type Scope = Parameters<typeof askGroupComparison>[0]["scope"];

const largestFirst = { column: "difference", descending: true };

interface ComparisonProps extends TabProps {
  asked: Scope | null;
  /** The groups that can be chosen, the largest first. */
  groups: readonly string[];
}

/** Two groups beside each other: who of them uses what, and whether they differ. */
export const ComparisonFrame = ({ view, said, go, asked, refreshed, groups }: ComparisonProps) => {
  const kind = thingKindOf(view);
  const { one = "", other = "" } = view.options;
  const pair = one && other && one !== other ? { one, other } : null;
  const answer = useAnswer(asked && pair && JSON.stringify([asked, refreshed, kind, pair]), (signal) =>
    asked && pair ? askGroupComparison({ scope: asked, by: thingIds[kind], ...pair }, signal) : Promise.reject(),
  );
  const data = pair && answer.kind === "ready" ? answer.data : null;
  const columns = useMemo(() => (data && pair ? columnsOf(data, pair.one, pair.other, kind) : []), [data, one, other, kind]);
  const order = readOrder(view.options.pairorder, largestFirst);
  const rows = useMemo(() => (data ? ordered(columns, data.things, order) : []), [data, columns, order.column, order.descending]);
  const title = pair
    ? `${thingWords[kind].many} used in ${pair.one} and in ${pair.other}, ${scopeWords(said)}`
    : `Two groups beside each other, ${scopeWords(said)}`;
  return (
    <Frame
      name="Two groups"
      title={title}
      aside={<Pair view={view} go={go} groups={groups} />}
      height="auto"
      stale={answer.kind === "ready" && answer.stale}
      table={data && data.things.length > 0 ? gridTable(columns, rows) : null}
      isTable
      fileName={fileName(`${kind}s of two groups`, view)}
    >
      {!pair && <Empty text="Choose two groups to see what sets them apart." />}
      {pair && answer.kind === "loading" && <Skeleton shape="bars" />}
      {pair && answer.kind === "failed" && <Failure what="The comparison" error={answer.error} retry={answer.retry} />}
      {data && pair && (
        <>
          <p class="muted">{pairWords(data, pair)}</p>
          <Grid
            label={title}
            columns={columns}
            rows={rows}
            keyOf={thingName}
            order={order}
            setOrder={(next) => go(withOption(view, "pairorder", writeOrder(next)), "replace")}
            total={data.totalThings}
          />
        </>
      )}
    </Frame>
  );
};

const Pair = ({ view, go, groups }: Pick<TabProps, "view" | "go"> & { groups: readonly string[] }) => (
  <>
    <GroupSelect name="one" label="First group" view={view} go={go} groups={groups} />
    <GroupSelect name="other" label="Second group" view={view} go={go} groups={groups} />
  </>
);

interface GroupSelectProps {
  name: "one" | "other";
  label: string;
  view: View;
  go: TabProps["go"];
  groups: readonly string[];
}

const GroupSelect = ({ name, label, view, go, groups }: GroupSelectProps) => {
  const chosen = view.options[name] ?? "";
  return (
    <select aria-label={label} value={chosen} onChange={({ currentTarget }) => go(withOption(view, name, currentTarget.value || null))}>
      <option value="">{label}</option>
      {[...groups, ...(chosen && !groups.includes(chosen) ? [chosen] : [])].map((group) => (
        <option key={group} value={group}>
          {group}
        </option>
      ))}
    </select>
  );
};

const pairWords = ({ oneUsers, otherUsers, both }: GroupComparison, { one, other }: { one: string; other: string }): string => {
  const within =
    both === 0
      ? ""
      : both === oneUsers || both === otherUsers
        ? inside(one, other, both === oneUsers)
        : ` ${count(both)} who are in both are left out.`;
  return `${plural(oneUsers, "user")} of ${one}, ${count(otherUsers)} of ${other}.${within} The difference is that of the shares, with its 95% interval; bold where it leaves out zero.`;
};

const inside = (one: string, other: string, first: boolean): string =>
  first
    ? ` ${one} lies in ${other}, and is compared with the rest of it.`
    : ` ${other} lies in ${one}, and is compared with the rest of it.`;

const points = (part: number): string => `${part > 0 ? "+" : part < 0 ? "−" : ""}${Math.round(Math.abs(part) * 100)}`;

const Bar = ({ users, of }: { users: number; of: number }) => (
  <span class="pair-bar" style={{ "--part": `${of > 0 ? (users / of) * 100 : 0}%` }}>
    {count(users)} <span class="muted">{of > 0 ? percent(users / of) : dash}</span>
  </span>
);

const columnsOf = (
  { oneUsers, otherUsers }: GroupComparison,
  one: string,
  other: string,
  kind: ReturnType<typeof thingKindOf>,
): GridColumn<Thing>[] => {
  const side = (id: "oneUsers" | "otherUsers", title: string, of: number): GridColumn<Thing> => ({
    id,
    title,
    kind: "number",
    sortable: true,
    cell: (thing) => ({ text: count(thing[id]), raw: thing[id] }),
    show: (thing) => <Bar users={thing[id]} of={of} />,
  });
  return [
    {
      id: "thing",
      title: thingWords[kind].one,
      kind: "text",
      sortable: true,
      cell: (thing) => ({ text: thingName(thing), raw: thingName(thing) }),
      show: (thing) => <ThingName kind={kind} name={thingName(thing)} />,
    },
    side("oneUsers", one, oneUsers),
    side("otherUsers", other, otherUsers),
    {
      id: "difference",
      title: "Difference",
      hint: "Percentage points: the share of the first group less that of the second",
      kind: "number",
      sortable: true,
      cell: ({ difference }) => ({ text: difference === null ? dash : points(difference), raw: difference ?? "" }),
      show: ({ difference, clear }) => (difference === null ? dash : clear ? <strong>{points(difference)}</strong> : points(difference)),
    },
    {
      id: "interval",
      title: "95% interval",
      kind: "number",
      cell: ({ low, high }) => ({ text: low === null || high === null ? dash : `${points(low)} to ${points(high)}`, raw: low ?? "" }),
    },
  ];
};
