import { useCallback, useMemo } from "preact/hooks";
import { type Answer, useAnswer } from "../../api";
import { Chart } from "../../charts/chart";
import { usePalette } from "../../charts/palette";
import { pointWords, timelineOption } from "../../charts/timeline";
import { plural } from "../../format";
import { Frame } from "../../parts/frame";
import { Empty, Failure, Skeleton } from "../../parts/notes";
import { comparisonWords, type ScopeInput, scopeWords } from "../../scope";
import { isFiltered, noFilter } from "../../state/filter";
import { type View, withFilter, withRange } from "../../state/view";
import type { TabProps } from "../tab";
import { fileName, measureWords, timeline, timelineTable, timelineTitle } from "./data";
import { askLoosened, type Trend } from "./query";

/** One measure over time, unique users unless a card chose another. */
export const TimelineFrame = ({ view, said, go, scope, trend }: TabProps & { trend: Answer<Trend> }) => {
  const data = trend.kind === "ready" ? trend.data : null;
  const comparison = data?.previous ? comparisonWords(view) : null;
  const points = useMemo(() => (data ? timeline(data, view.measure) : []), [data, view.measure]);
  const title = timelineTitle(said, data);
  const empty = data?.totals.events === 0;
  return (
    <Frame
      name={`${measureWords[view.measure].title} over time`}
      title={title}
      height={280}
      stale={trend.kind === "ready" && trend.stale}
      table={data && !empty ? timelineTable(points, view.measure, comparison) : null}
      fileName={fileName(`${measureWords[view.measure].title} over time`.toLowerCase(), view)}
    >
      {trend.kind === "loading" && <Skeleton shape="line" />}
      {trend.kind === "failed" && <Failure what={measureWords[view.measure].title} error={trend.error} retry={trend.retry} />}
      {empty && scope && <NothingFound view={view} go={go} scope={scope} />}
      {data && !empty && <Line points={points} view={view} title={title} comparison={comparison} />}
    </Frame>
  );
};

type LineProps = { points: ReturnType<typeof timeline>; view: View; title: string; comparison: string | null };

const Line = ({ points, view, title, comparison }: LineProps) => {
  const palette = usePalette();
  const noun = measureWords[view.measure].title.toLowerCase();
  const draw = useCallback(
    (width: number) => timelineOption(points, noun, comparison, palette, width),
    [points, noun, comparison, palette],
  );
  const words = useMemo(() => points.map((point) => pointWords(point, noun, comparison)), [points, noun, comparison]);
  return <Chart draw={draw} label={title} points={words} />;
};

/** Says which part of the filter excludes everything, and offers to take it away. */
const NothingFound = ({ view, go, scope }: { view: View; go: (view: View) => void; scope: ScopeInput }) => {
  const answer = useAnswer(JSON.stringify(scope), (signal) => askLoosened(scope, signal));
  if (answer.kind === "loading") return null;
  if (answer.kind === "failed") return <Failure what="What the filter excludes" error={answer.error} retry={answer.retry} />;
  const ways = [
    { found: answer.data.withoutPackages, words: "Show all packages", next: withFilter(view, { packages: [] }) },
    { found: answer.data.withoutGroups, words: "Show all groups", next: withFilter(view, { groups: [] }) },
    { found: answer.data.allTime, words: "Show all time", next: withRange(view, { kind: "preset", preset: "all" }) },
  ].filter(({ found }) => found > 0);
  if (ways.length > 0)
    return (
      <Empty text={`No events: ${scopeWords(view)}.`}>
        {ways.map(({ found, words, next }) => (
          <button key={words} type="button" onClick={() => go(next)}>
            {words} ({plural(found, "event")})
          </button>
        ))}
      </Empty>
    );
  const filtered = isFiltered(view.filter);
  if (!filtered)
    return <Empty text="No events have been stored yet. Send some to POST /events, or import a file with the command “import”." />;
  return (
    <Empty text={`No events: ${scopeWords(view)}.`}>
      <button type="button" onClick={() => go(withRange(withFilter(view, noFilter), { kind: "preset", preset: "all" }))}>
        Show everything
      </button>
    </Empty>
  );
};
