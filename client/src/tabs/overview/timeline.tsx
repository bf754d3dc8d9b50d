import { useCallback, useMemo } from "preact/hooks";
import type { Answer } from "../../api";
import { pickedBuckets } from "../../charts/buckets";
import { Chart, type Picked } from "../../charts/chart";
import { usePalette } from "../../charts/palette";
import { pointWords, timelineOption } from "../../charts/timeline";
import { Chip } from "../../parts/chip";
import { Frame } from "../../parts/frame";
import { Failure, Skeleton } from "../../parts/notes";
import { NothingFound } from "../../parts/nothing-found";
import { comparisonWords } from "../../scope";
import type { TabProps } from "../tab";
import { fileName, measureWords, timeline, timelineTable, timelineTitle } from "./data";
import { timeWords } from "./lists";
import { picksOf, withPicks, withTime } from "./picks";
import type { Overview } from "./query";

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
      {empty && <NothingFound noun="event" view={said} go={go} />}
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
