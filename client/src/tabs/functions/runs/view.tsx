import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer } from "../../../api";
import { clock, count, date, plural } from "../../../format";
import { functionThing } from "../../../panels/things";
import { Chip } from "../../../parts/chip";
import { Frame } from "../../../parts/frame";
import { Grid, type GridColumn, gridTable } from "../../../parts/grid/grid";
import { readOrder, writeOrder } from "../../../parts/grid/order";
import { ItemLink } from "../../../parts/link";
import { Empty, Failure, Skeleton } from "../../../parts/notes";
import { NothingFound } from "../../../parts/nothing-found";
import type { ScopeInput } from "../../../scope";
import { rangeWords, scopeWords, zoneOf } from "../../../scope";
import { withOption } from "../../../state/view";
import { dayOf } from "../../../zone";
import type { TabProps } from "../../tab";
import { ChooseFunction } from "./choose";
import { ColumnFilterMenu, TopValues } from "./column-filter";
import { runColumns } from "./columns";
import { filtered, filterWords, orderOf, plainFilters, unfiltered, whereOf } from "./filters";
import { askAllRuns, askRunFunction, askRuns, type Run, type RunFunction, type RunsQuestion } from "./query";
import "./runs.css";
import { columnId, type ValueColumn, valueColumns } from "./values";

const pageSize = 100;
const mostRows = 500;

/** Who ran a function, when, and with which inputs and outputs. */
export const FunctionRuns = (props: TabProps) => {
  const { view, scope, refreshed } = props;
  const runs = useMemo(() => scope && { ...scope, runs: true }, [scope]);
  const { functions } = view.filter;
  const name = functions.length === 1 ? (functions[0] ?? null) : null;
  const answer = useAnswer(name && JSON.stringify([name, refreshed]), async (signal) => ({
    name,
    found: name === null ? null : await askRunFunction(name, signal),
  }));
  if (name === null) return <ChooseFunction {...props} scope={runs} />;
  if (answer.kind === "failed") return <Failure what={`Function ${name}`} error={answer.error} retry={answer.retry} />;
  if (answer.kind === "loading" || answer.data.name !== name) return <Skeleton shape="bars" />;
  if (!answer.data.found) return <ChooseFunction {...props} scope={runs} missing={name} />;
  return <RunTable {...props} scope={runs} found={answer.data.found} />;
};

const RunTable = ({ view, said, go, scope, refreshed, onAnswered, found }: TabProps & { found: RunFunction }) => {
  const [asked, setAsked] = useState({ about: "", rows: pageSize });
  const zone = zoneOf(view);
  const values = useMemo(() => valueColumns(found), [found]);
  const order = readOrder(view.options.order, { column: "time", descending: true });
  const question: RunsQuestion | null = scope && { scope, where: whereOf(view.options, values), order: [orderOf(order, values)] };
  const about = JSON.stringify(question);
  const first = asked.about === about ? asked.rows : pageSize;
  const answer = useAnswer(question && JSON.stringify([about, first, refreshed]), (signal) =>
    question ? askRuns(question, first, signal) : Promise.reject(),
  );
  const page = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (page) onAnswered(page.scope);
  }, [page, onAnswered]);
  const plain = useMemo(() => runColumns(values, zone), [values, zone]);
  const set = (id: string, text: string | null): void => go(withOption(view, id, text));
  const columns = plain.map((column) => ({ ...column, filter: headFilter(column, values, scope, view.options, set) }));
  const conditions = filtered(view.options, values);
  const { label, item } = functionThing(found);
  const since = page?.scope.eventsSince;
  return (
    <Frame
      name="Runs"
      title={`Runs with inputs and outputs, ${scopeWords(said)}`}
      aside={
        <span class="runs-function">
          <ItemLink item={item} label={`About the function ${label}`}>
            About the function
          </ItemLink>
        </span>
      }
      height="auto"
      stale={answer.kind === "ready" && answer.stale}
      table={page && gridTable(plain, page.runs)}
      complete={async () => gridTable(plain, question ? await askAllRuns(question, new AbortController().signal) : [])}
      isTable
      fileName={`runs of ${label.replace(":", " ")} ${rangeWords(view)}.csv`}
    >
      {conditions.length > 0 && (
        <div class="runs-conditions">
          {conditions.map(({ id, title, unit, filter }) => (
            <Chip
              key={id}
              noun={title}
              label={filterWords(filter, unit)}
              remove={`Take back the filter by ${title}`}
              onRemove={() => set(id, null)}
            />
          ))}
          <span class="muted number" role="status">
            {page ? plural(page.total, "run") : ""}
          </span>
        </div>
      )}
      {since && <p class="muted">{droppedWords(since, zone)}</p>}
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what={`Runs of ${label}`} error={answer.error} retry={answer.retry} />}
      {page && page.runs.length === 0 && conditions.length === 0 && <NothingFound noun="run" view={said} go={go} />}
      {page && page.runs.length === 0 && conditions.length > 0 && (
        <Empty text={`No run of ${label} has these values: ${scopeWords(said)}.`}>
          <button type="button" onClick={() => go({ ...view, options: unfiltered(view.options) })}>
            Take back all filters of columns
          </button>
        </Empty>
      )}
      {page && page.runs.length > 0 && (
        <Grid
          label={`Runs of ${label}`}
          columns={columns}
          rows={page.runs}
          keyOf={keyOf}
          order={order}
          setOrder={(next) => set("order", writeOrder(next))}
          current={view.item?.kind === "event" ? view.item.key : null}
          total={page.total}
          more={page.hasMore && first < mostRows ? () => setAsked({ about, rows: Math.min(mostRows, first + pageSize) }) : null}
          busy={answer.kind === "ready" && answer.stale}
        />
      )}
      {page?.hasMore && first >= mostRows && (
        <p class="muted">The first {count(mostRows)}. Filter for what you look for, or download all of them.</p>
      )}
    </Frame>
  );
};

const keyOf = (run: Run): string => run.event.id;

const droppedWords = (since: string, zone: string): string =>
  `Runs before ${date(dayOf(since, zone))}, ${clock(since, zone)} were dropped by age: they are counted, but cannot be listed.`;

const statusChoices = [
  { text: "=ok", label: "OK" },
  { text: "=failed", label: "failed" },
];

const headFilter = (
  { id, title }: GridColumn<Run>,
  values: readonly ValueColumn[],
  scope: ScopeInput | null,
  options: Readonly<Record<string, string>>,
  set: (id: string, text: string | null) => void,
) => {
  const value = values.find((one) => columnId(one) === id);
  if (!value && !(id in plainFilters)) return null;
  return (
    <ColumnFilterMenu
      title={value?.name ?? title}
      text={options[id]}
      isNumber={value?.isNumber ?? id === "durationMs"}
      unit={id === "durationMs" ? " ms" : ""}
      set={(text) => set(id, text)}
      {...(id === "status" && { choices: statusChoices })}
    >
      {(choose) => value && scope && <TopValues scope={scope} column={value} choose={choose} />}
    </ColumnFilterMenu>
  );
};
