import { useMemo } from "preact/hooks";
import { useAnswer } from "../../../api";
import { count, dash, duration, moment, percent, plural } from "../../../format";
import { functionThing, qualified } from "../../../panels/things";
import { Chip } from "../../../parts/chip";
import { Frame } from "../../../parts/frame";
import { Grid, type GridColumn, gridTable, ordered } from "../../../parts/grid/grid";
import { readOrder, writeOrder } from "../../../parts/grid/order";
import { ItemLink } from "../../../parts/link";
import { Failure, Skeleton } from "../../../parts/notes";
import { NothingFound } from "../../../parts/nothing-found";
import { numberCell } from "../../../parts/table";
import { scopeWords, zoneOf } from "../../../scope";
import { withOption } from "../../../state/view";
import type { TabProps } from "../../tab";
import { fileName } from "../data";
import { askPaths, type Path, type Paths, type Scope } from "./query";

const mostPairs = 200;
const mostFrequent = { column: "count", descending: true };

const fromName = ({ from }: Path): string => (from.function ? qualified(from.function) : "");
const toName = ({ to }: Path): string => (to?.function ? qualified(to.function) : "");

/** What follows what between functions within a session. */
export const PathsFrame = ({ view, said, go, asked, refreshed }: TabProps & { asked: Scope | null }) => {
  const start = view.options.start ?? null;
  const answer = useAnswer(asked && JSON.stringify([asked, refreshed, start]), (signal) =>
    asked ? askPaths(asked, start, mostPairs, signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data.paths : null;
  const order = readOrder(view.options.pathsorder, mostFrequent);
  const after = (name: string | null): void => go(withOption(view, "start", name));
  const columns = useMemo(() => columnsOf(start, after), [start, view]);
  const rows = useMemo(() => (data ? ordered(columns, data.pairs, order) : []), [columns, data, order.column, order.descending]);
  const title = start ? `What follows ${start} in a session, ${scopeWords(said)}` : `What follows what in a session, ${scopeWords(said)}`;
  return (
    <Frame
      name="Paths"
      title={title}
      aside={start && <Chip label={`after ${start}`} remove="Show what follows any function" onRemove={() => after(null)} />}
      height="auto"
      stale={answer.kind === "ready" && answer.stale}
      table={data && data.pairs.length > 0 ? gridTable(columns, rows) : null}
      isTable
      rows={asked && { ...asked, runs: true }}
      fileName={fileName("paths", view)}
    >
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what="Paths" error={answer.error} retry={answer.retry} />}
      {data?.runs === 0 && <NothingFound noun="run" view={said} go={go} />}
      {data && data.runs > 0 && (
        <>
          <p class="muted">{sourceWords(data, zoneOf(view))}</p>
          <Grid
            label={title}
            columns={columns}
            rows={rows}
            keyOf={(path) => `${fromName(path)} ${toName(path)}`}
            order={order}
            setOrder={(next) => go(withOption(view, "pathsorder", writeOrder(next)), "replace")}
            total={data.totalPairs}
          />
        </>
      )}
    </Frame>
  );
};

const sourceWords = ({ runs, sessions, since, truncated }: Paths, zone: string): string => {
  const read = truncated && since ? `The newest ${plural(runs, "run")} of the range, since ${moment(since, zone)}` : plural(runs, "run");
  return `${read}, in ${plural(sessions, "session")}. Runs of one function in a row are one step; runs without a session are none.`;
};

const columnsOf = (start: string | null, after: (name: string | null) => void): GridColumn<Path>[] => [
  {
    id: "from",
    title: "Function",
    kind: "text",
    sortable: true,
    cell: (path) => ({ text: fromName(path), raw: fromName(path) }),
    show: ({ from }) => from.function && <ItemLink {...functionThing(from.function)}>{qualified(from.function)}</ItemLink>,
  },
  {
    id: "to",
    title: "Then",
    kind: "text",
    sortable: true,
    cell: (path) => ({ text: toName(path) || ended, raw: toName(path) || ended }),
    show: (path) =>
      path.to?.function ? (
        <>
          <ItemLink {...functionThing(path.to.function)}>{toName(path)}</ItemLink>
          {toName(path) !== start && (
            <button
              type="button"
              class="quiet"
              aria-label={`What follows ${toName(path)}`}
              title={`What follows ${toName(path)}`}
              onClick={() => after(toName(path))}
            >
              →
            </button>
          )}
        </>
      ) : (
        <span class="muted">{ended}</span>
      ),
  },
  { id: "count", title: "Times", kind: "number", sortable: true, cell: (path) => numberCell(path.count) },
  {
    id: "share",
    title: "Share",
    hint: "The part of all steps of the function",
    kind: "number",
    sortable: true,
    cell: ({ share }) => ({ text: percent(share), raw: Math.round(share * 1e4) / 1e4 }),
  },
  { id: "users", title: "Users", kind: "number", sortable: true, cell: ({ users }) => ({ text: count(users), raw: users }) },
  {
    id: "gap",
    title: "Median gap",
    hint: "From the last run of the function to the first of the next",
    kind: "number",
    sortable: true,
    cell: ({ medianGapMs }) => (medianGapMs === null ? { text: dash, raw: "" } : { text: duration(medianGapMs), raw: medianGapMs }),
  },
];

const ended = "no more";
