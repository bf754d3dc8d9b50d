import { useCallback, useMemo } from "preact/hooks";
import { type Answer, useAnswer } from "../../api";
import { pickedBuckets } from "../../charts/buckets";
import { Chart, type Picked } from "../../charts/chart";
import { usePalette } from "../../charts/palette";
import { pointWords, timelineOption } from "../../charts/timeline";
import { plural } from "../../format";
import { Chip } from "../../parts/chip";
import { Frame } from "../../parts/frame";
import { Empty, Failure, Skeleton } from "../../parts/notes";
import { comparisonWords, type ScopeInput, scopeWords } from "../../scope";
import { isFiltered, noFilter } from "../../state/filter";
import { type View, withFilter, withRange } from "../../state/view";
import type { TabProps } from "../tab";
import { fileName, measureWords, timeline, timelineTable, timelineTitle } from "./data";
import { timeWords } from "./lists";
import { picksOf, withPicks, withTime } from "./picks";
import { askLoosened, type Overview } from "./query";

/** One measure over time, unique users unless a card chose another. */
export const TimelineFrame = ({ view, said, go, scope, whole }: TabProps & { whole: Answer<Overview> }) => {
  const data = whole.kind === "ready" ? whole.data.trend : null;
  const comparison = data?.previous ? comparisonWords(view) : null;
  const points = useMemo(() => (data ? timeline(data, view.measure) : []), [data, view.measure]);
  const title = timelineTitle(said, data);
  const empty = data?.totals.events === 0;
  return (
    <Frame
      name={`${measureWords[view.measure].title} over time`}
      title={title}
      height={280}
      stale={whole.kind === "ready" && whole.stale}
      table={data && !empty ? timelineTable(points, view.measure, comparison) : null}
      aside={<PickedTime view={view} go={go} />}
      rows={scope}
      rowsWhere={view.measure === "errors" ? onlyErrors : null}
      fileName={fileName(`${measureWords[view.measure].title} over time`.toLowerCase(), view)}
    >
      {whole.kind === "loading" && <Skeleton shape="line" />}
      {whole.kind === "failed" && <Failure what={measureWords[view.measure].title} error={whole.error} retry={whole.retry} />}
      {empty && scope && <NothingFound view={view} go={go} scope={scope} />}
      {data && !empty && <Line points={points} view={view} go={go} title={title} comparison={comparison} />}
    </Frame>
  );
};

const onlyErrors = { isError: { eq: true } };

/** The time to which the lists below are narrowed, with the way to take it back. */
const PickedTime = ({ view, go }: Pick<TabProps, "view" | "go">) => {
  const words = timeWords(view);
  return (
    words && <Chip label={words} remove={`Show all the time, not only ${words}`} onRemove={() => go(withPicks(view, { times: [] }))} />
  );
};

interface LineProps extends Pick<TabProps, "view" | "go"> {
  points: ReturnType<typeof timeline>;
  title: string;
  comparison: string | null;
}

/** A click on a bucket picks its time, to which the lists below are narrowed. */
const Line = ({ points, view, go, title, comparison }: LineProps) => {
  const palette = usePalette();
  const noun = measureWords[view.measure].title.toLowerCase();
  const draw = useCallback(
    (width: number) => timelineOption(points, noun, comparison, palette, width),
    [points, noun, comparison, palette],
  );
  const words = useMemo(() => points.map((point) => pointWords(point, noun, comparison)), [points, noun, comparison]);
  const picked = useMemo(() => pickedBuckets(points, picksOf(view).times), [points, view.selection]);
  const pick = ({ index, more }: Picked): void => {
    const point = points[index];
    if (point && !point.future) go(withTime(view, point.time, more));
  };
  return <Chart draw={draw} label={title} points={words} pick={pick} picked={picked} />;
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
