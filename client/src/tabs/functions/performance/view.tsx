import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer } from "../../../api";
import { dateRange, plural } from "../../../format";
import { Chip } from "../../../parts/chip";
import { Frame } from "../../../parts/frame";
import { Grid, gridTable, ordered } from "../../../parts/grid/grid";
import { readOrder, writeOrder } from "../../../parts/grid/order";
import { Failure, Skeleton } from "../../../parts/notes";
import { NothingFound } from "../../../parts/nothing-found";
import { rangeWords, scopeWords, zoneOf } from "../../../scope";
import { withOption } from "../../../state/view";
import { dayOf } from "../../../zone";
import type { TabProps } from "../../tab";
import { functionRows, performanceColumns } from "./columns";
import { PickedFunction } from "./picked";
import "./performance.css";
import { askPerformance, askSlowdowns, askSparks, type Slowdowns } from "./query";

const pageSize = 50;

/** How long runs take, which functions got slower, and how it is with one of them. */
export const FunctionPerformance = (props: TabProps) => {
  const { view, said, go, refreshed, onAnswered } = props;
  const scope = useMemo(() => props.scope && { ...props.scope, runs: true }, [props.scope]);
  const about = scope && JSON.stringify([scope, refreshed]);
  const answer = useAnswer(about, (signal) => (scope ? askPerformance(scope, signal) : Promise.reject()));
  const slowdowns = useAnswer(about, (signal) => (scope ? askSlowdowns(scope, signal) : Promise.reject()));
  const data = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (data) onAnswered(data.scope);
  }, [data, onAnswered]);

  const [asked, setAsked] = useState({ about: "", rows: pageSize });
  const first = asked.about === about ? asked.rows : pageSize;
  const order = readOrder(view.options.order, { column: "events", descending: true });
  const columns = useMemo(() => performanceColumns(view), [view]);
  const verdicts = slowdowns.kind === "ready" ? slowdowns.data : null;
  const rows = useMemo(
    () => ordered(columns, functionRows(data?.breakdown.rows ?? [], verdicts, null), order),
    [columns, data, verdicts, order.column, order.descending],
  );
  const shown = rows.slice(0, first);
  // The last page that came into sight; the lines of earlier ones are asked again, and remembered by the server.
  const sparked = shown.slice(-pageSize).map(({ name }) => name);
  const sparks = useAnswer(sparked.length > 0 && about ? JSON.stringify([about, sparked]) : null, (signal) =>
    scope ? askSparks({ ...scope, functions: sparked }, signal) : Promise.reject(),
  );
  const lines = sparks.kind === "ready" ? sparks.data : null;
  const name = "Durations by function";
  const chosen = view.filter.functions.length === 1 ? view.filter.functions[0] : view.options.function;
  return (
    <div class="performance">
      {chosen && scope && (
        <PickedFunction {...props} scope={{ ...scope, functions: [chosen] }} name={chosen} aside={<Back {...props} name={chosen} />} />
      )}
      <Frame
        name={name}
        title={`How long runs take, by function, ${scopeWords(said)}`}
        height="auto"
        stale={answer.kind === "ready" && answer.stale}
        table={
          data &&
          gridTable(
            columns.filter(({ id }) => id !== "spark"),
            rows,
          )
        }
        isTable
        fileName={`durations by function ${rangeWords(view)}.csv`}
      >
        {slowdowns.kind === "failed" && <Failure what="What got slower" error={slowdowns.error} retry={slowdowns.retry} />}
        {verdicts && (
          <Report verdicts={verdicts} zone={zoneOf(view)} byVerdict={() => go(withOption(view, "order", "-verdict"), "replace")} />
        )}
        {answer.kind === "loading" && <Skeleton shape="bars" />}
        {answer.kind === "failed" && <Failure what={name} error={answer.error} retry={answer.retry} />}
        {data && rows.length === 0 && <NothingFound noun="run" view={said} go={go} />}
        {data && rows.length > 0 && (
          <Grid
            label="Functions by how long they take"
            columns={columns}
            rows={lines ? shown.map((row) => ({ ...row, spark: lines.get(row.id) ?? [] })) : shown}
            keyOf={({ id }) => id}
            order={order}
            setOrder={(next) => go(withOption(view, "order", writeOrder(next)), "replace")}
            current={shown.find((row) => row.name === chosen)?.id ?? null}
            total={data.breakdown.totalRows}
            more={first < rows.length ? () => setAsked({ about: about ?? "", rows: first + pageSize }) : null}
            busy={answer.kind === "ready" && answer.stale}
          />
        )}
      </Frame>
    </div>
  );
};

/** Takes the picked function back; one that the filter names is taken back there. */
const Back = ({ view, go, name }: TabProps & { name: string }) =>
  view.options.function === undefined ? null : (
    <Chip label={name} remove={`Show no longer how ${name} is`} onRemove={() => go(withOption(view, "function", null))} />
  );

/** What got slower, how that was found, and when nothing is said. */
const Report = ({ verdicts, zone, byVerdict }: { verdicts: Slowdowns; zone: string; byVerdict: () => void }) => {
  const { tested, slower, faster, minRuns, beforeFrom, beforeTo } = verdicts;
  const before = dateRange(dayOf(beforeFrom, zone), dayOf(new Date(Date.parse(beforeTo) - 1).toISOString(), zone));
  return (
    <p class="performance-report">
      <button type="button" class={slower > 0 ? "bad" : ""} onClick={byVerdict}>
        {plural(slower, "function")} got slower
      </button>{" "}
      <span class="muted">
        and {faster} faster, of {plural(tested, "function")} with at least {minRuns} runs here and in {before}. Mann–Whitney test on the
        durations, failed runs included; p-values corrected by Benjamini and Hochberg, 5% of what is called slower or faster may be chance.
        Said from a change of 5% of the median on.
      </span>
    </p>
  );
};
