import { useCallback, useMemo } from "preact/hooks";
import type { Answer } from "../../api";
import { Chart, type Picked } from "../../charts/chart";
import { usePalette } from "../../charts/palette";
import { Swatch, useSourceLooks } from "../../charts/sources";
import { bucketTotalWords, layerAt, layerWords, type Stack, type StackStyle, stackOption } from "../../charts/stacked";
import { count } from "../../format";
import { Frame } from "../../parts/frame";
import { Failure, Skeleton } from "../../parts/notes";
import { NothingFound } from "../../parts/nothing-found";
import { comparisonWords, rangeWords } from "../../scope";
import { type View, withOption } from "../../state/view";
import type { TabProps } from "../tab";
import { markedBuckets, ownAreas, partsPicked, sourcesTable, sourcesTitle, stackOf, withPicked } from "./data";
import type { EventSources } from "./query";

const styleOf = (view: View): StackStyle => (view.options.sources === "lines" ? "lines" : "stacked");

/** Events by source over time. */
export const SourcesFrame = ({ view, said, go, scope, answer }: TabProps & { answer: Answer<EventSources> }) => {
  const data = answer.kind === "ready" ? answer.data : null;
  const stack = useMemo(() => data && stackOf(data), [data]);
  const comparison = data?.previous ? comparisonWords(view) : null;
  const title = sourcesTitle(said, data);
  const empty = data?.totals.events === 0;
  return (
    <Frame
      name="Sources over time"
      title={title}
      aside={<StyleSwitch view={view} go={go} />}
      height={320}
      stale={answer.kind === "ready" && answer.stale}
      table={stack && !empty ? sourcesTable(stack, comparison) : null}
      rows={scope}
      fileName={`sources over time ${rangeWords(view)}.csv`}
    >
      {answer.kind === "loading" && <Skeleton shape="line" />}
      {answer.kind === "failed" && <Failure what="Sources over time" error={answer.error} retry={answer.retry} />}
      {empty && <NothingFound noun="event" view={said} go={go} />}
      {stack && !empty && <Sources stack={stack} view={view} go={go} title={title} comparison={comparison} />}
    </Frame>
  );
};

const StyleSwitch = ({ view, go }: Pick<TabProps, "view" | "go">) => (
  <fieldset class="switch" aria-label="Drawn as">
    {(["stacked", "lines"] as const).map((style) => (
      <button
        key={style}
        type="button"
        class="quiet"
        aria-pressed={styleOf(view) === style}
        onClick={() => go(withOption(view, "sources", style === "stacked" ? null : style), "replace")}
      >
        {style === "stacked" ? "Stacked" : "Lines"}
      </button>
    ))}
  </fieldset>
);

interface SourcesProps extends Pick<TabProps, "view" | "go"> {
  stack: Stack;
  title: string;
  comparison: string | null;
}

/** The chart and its legend. Buckets and sources are picked by pointer, by keys, and by the names of the legend. */
const Sources = ({ stack, view, go, title, comparison }: SourcesProps) => {
  const colours = usePalette();
  const looks = useSourceLooks();
  const style = styleOf(view);
  const own = useMemo(() => ownAreas(view), [view.selection]);
  const picked = useMemo(() => markedBuckets(stack.places, own), [stack, own]);
  const isPicked = useMemo(() => partsPicked(stack.places, own), [stack, own]);
  const draw = useCallback(
    (width: number) => stackOption(stack, comparison, { style, colours, looks, isPicked }, width),
    [stack, comparison, style, colours, looks, isPicked],
  );
  const points = useMemo(() => stack.places.map((_, index) => bucketTotalWords(stack, index, comparison)), [stack, comparison]);
  const parts = useMemo(
    () => stack.places.map(({ future }, index) => (future ? [] : stack.layers.map((layer) => layerWords(layer, index, comparison)))),
    [stack, comparison],
  );
  const pick = ({ index, part, value, more }: Picked): void => {
    const place = stack.places[index];
    if (!place || place.future) return;
    const layer = part !== null ? stack.layers[part] : value === null ? null : layerAt(stack, index, value, style);
    // What stands for many sources cannot be named, and picks the bucket as the room above the bars does.
    go(withPicked(view, { ...place.time, sources: layer?.source ? [layer.source] : [] }, more));
  };
  return (
    <div class="sources">
      <Legend stack={stack} view={view} go={go} style={style} />
      <Chart draw={draw} label={title} points={points} parts={parts} pick={pick} picked={picked} />
    </div>
  );
};

const Legend = ({ stack, view, go, style }: Pick<SourcesProps, "stack" | "view" | "go"> & { style: StackStyle }) => {
  const chosen = new Set(ownAreas(view).flatMap(({ from, sources }) => (from === null ? sources : [])));
  const swatch = (source: string | null) => <Swatch source={source} as={style === "lines" ? "line" : "area"} />;
  return (
    <ul class="legend" aria-label="Sources">
      {stack.layers.map(({ source, name, total }) => (
        <li key={name}>
          {source === null ? (
            <span class="legend-entry">
              {swatch(source)} {name} <span class="muted number">{count(total)}</span>
            </span>
          ) : (
            <button
              type="button"
              class="quiet legend-entry"
              aria-pressed={chosen.has(source)}
              title={`${name}: ${count(total)} events. Click for details`}
              onClick={(event) => go(withPicked(view, { sources: [source] }, event.ctrlKey || event.metaKey))}
            >
              {swatch(source)} {name} <span class="muted number">{count(total)}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
};
