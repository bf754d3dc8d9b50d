import type { ComponentChildren } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { useAnswer } from "../../../api";
import { placesOf } from "../../../charts/buckets";
import { Chart } from "../../../charts/chart";
import {
  bucketDurationWords,
  durationBars,
  durationHistogramOption,
  durationPoints,
  durationSeriesOption,
  pointDurationWords,
} from "../../../charts/durations";
import { usePalette } from "../../../charts/palette";
import { bucketNoun } from "../../../format";
import { Frame } from "../../../parts/frame";
import { Grid, gridTable } from "../../../parts/grid/grid";
import { ViewLink } from "../../../parts/link";
import { Empty, Failure, Skeleton } from "../../../parts/notes";
import { comparisonWords, rangeWords, type ScopeInput, scopeWords, zoneOf } from "../../../scope";
import { type View, withFilter, withRange } from "../../../state/view";
import type { TabProps } from "../../tab";
import { runColumns } from "../runs/columns";
import { askRunFunction, type Run } from "../runs/query";
import { valueColumns } from "../runs/values";
import { askDurations, askSlowest, type FunctionDurations } from "./query";
import { histogramTable, overTimeTable } from "./tables";

const slowest = 10;

interface PickedProps extends Omit<TabProps, "scope"> {
  scope: ScopeInput;
  name: string;
  /** Takes it back. */
  aside: ComponentChildren;
}

const runsView = (view: View, name: string, options: Record<string, string>): View => ({
  ...withFilter(view, { functions: [name] }),
  show: "runs",
  options,
});

/** The durations of one function: how they are spread, how they went over time, and the slowest runs. */
export const PickedFunction = (props: PickedProps) => {
  const { view, said, scope, name, aside, refreshed } = props;
  const answer = useAnswer(JSON.stringify([scope, refreshed]), (signal) => askDurations(scope, signal));
  const data = answer.kind === "ready" ? answer.data : null;
  const words = scopeWords(withFilter(said, { functions: [name] }));
  const state = (
    <>
      {answer.kind === "loading" && <Skeleton shape="line" />}
      {answer.kind === "failed" && <Failure what={`Durations of ${name}`} error={answer.error} retry={answer.retry} />}
      {data?.durationHistogram.length === 0 && <Empty text={`No run of ${name} was timed: ${words}.`} />}
    </>
  );
  const filled = data && data.durationHistogram.length > 0 ? data : null;
  const common = { height: 220, stale: answer.kind === "ready" && answer.stale, rows: scope } as const;
  const every = data ? ` per ${bucketNoun[data.series.bucket]}` : "";
  const comparison = data?.scope.previousFrom ? comparisonWords(view) : null;
  return (
    <>
      <div class="performance-charts">
        <Frame
          {...common}
          name="Histogram of durations"
          title={`How long runs take, ${words}`}
          aside={aside}
          table={filled && histogramTable(filled.durationHistogram, comparison)}
          fileName={`histogram of durations ${rangeWords(view)}.csv`}
        >
          {state}
          {filled && <Histogram {...props} data={filled} comparison={comparison} />}
        </Frame>
        <Frame
          {...common}
          name="Durations over time"
          title={`p50 and p95${every}, ${words}`}
          table={filled && overTimeTable(durationPoints(placesOf(filled.scope, filled.series), filled.series), comparison)}
          fileName={`durations over time ${rangeWords(view)}.csv`}
        >
          {state}
          {filled && <OverTime {...props} data={filled} comparison={comparison} />}
        </Frame>
      </div>
      <SlowestRuns {...props} words={words} />
    </>
  );
};

type ChartProps = PickedProps & { data: FunctionDurations; comparison: string | null };

/** A click on a bar leads to its runs. */
const Histogram = ({ view, go, name, data, comparison }: ChartProps) => {
  const palette = usePalette();
  const bars = useMemo(() => durationBars(data.durationHistogram), [data]);
  const draw = useCallback((width: number) => durationHistogramOption(bars, comparison, palette, width), [bars, comparison, palette]);
  const points = useMemo(() => bars.map((bar) => bucketDurationWords(bar, comparison)), [bars, comparison]);
  const pick = ({ index }: { index: number }): void => {
    const bar = bars[index];
    if (bar) go(runsView(view, name, { durationMs: `${bar.fromMs}..${bar.toMs}`, order: "-durationMs" }), "down");
  };
  return <Chart draw={draw} label={`Histogram of durations of ${name}`} points={points} pick={pick} />;
};

/** A click on a bucket leads to its runs, the slowest first. */
const OverTime = ({ view, go, name, data, comparison }: ChartProps) => {
  const palette = usePalette();
  const points = useMemo(() => durationPoints(placesOf(data.scope, data.series), data.series), [data]);
  const draw = useCallback((width: number) => durationSeriesOption(points, comparison, palette, width), [points, comparison, palette]);
  const words = useMemo(() => points.map((point) => pointDurationWords(point, comparison)), [points, comparison]);
  const pick = ({ index }: { index: number }): void => {
    const point = points[index];
    if (!point || point.future) return;
    const there = runsView(view, name, { order: "-durationMs" });
    go(withRange(there, { kind: "instants", from: point.time.from, to: point.time.to }), "down");
  };
  return <Chart draw={draw} label={`p50 and p95 of ${name} over time`} points={words} pick={pick} />;
};

const SlowestRuns = ({ view, scope, name, words, refreshed }: PickedProps & { words: string }) => {
  const zone = zoneOf(view);
  const answer = useAnswer(JSON.stringify(["slowest", scope, refreshed]), async (signal) => {
    const [found, runs] = await Promise.all([askRunFunction(name, signal), askSlowest(scope, slowest, signal)]);
    return { columns: runColumns(found ? valueColumns(found) : [], zone).map((column) => ({ ...column, sortable: false })), runs };
  });
  const data = answer.kind === "ready" ? answer.data : null;
  return (
    <Frame
      name="Slowest runs"
      title={`The slowest runs, ${words}`}
      aside={
        <ViewLink to={runsView(view, name, { order: "-durationMs" })} step="down">
          All runs, the slowest first
        </ViewLink>
      }
      height="auto"
      stale={answer.kind === "ready" && answer.stale}
      table={data && gridTable(data.columns, data.runs)}
      isTable
      fileName={`slowest runs ${rangeWords(view)}.csv`}
    >
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what="The slowest runs" error={answer.error} retry={answer.retry} />}
      {data && (
        <Grid
          label={`Slowest runs of ${name}`}
          columns={data.columns}
          rows={data.runs}
          keyOf={(run: Run) => run.event.id}
          order={{ column: "durationMs", descending: true }}
          setOrder={() => undefined}
          current={view.item?.kind === "event" ? view.item.key : null}
        />
      )}
    </Frame>
  );
};
