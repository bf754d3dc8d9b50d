import { useCallback, useMemo } from "preact/hooks";
import { pickedBuckets } from "../../../charts/buckets";
import { Chart, type Picked } from "../../../charts/chart";
import { usePalette } from "../../../charts/palette";
import { seriesOption, seriesWords } from "../../../charts/series";
import "../../../charts/sources.css";
import type { TabProps } from "../../tab";
import { picksOf, withTime } from "../picks";
import type { Drawn } from "./data";

interface SeriesChartProps extends Pick<TabProps, "view" | "go"> {
  label: string;
  drawn: Drawn;
  style: "stacked" | "lines";
  note: (index: number) => string;
  /** What each name means, in the order of the series. */
  hints: readonly string[];
}

/** Several measures over time, with their legend. A click on a bucket picks its time. */
export const SeriesChart = ({ view, go, label, drawn, style, note, hints }: SeriesChartProps) => {
  const colours = usePalette();
  const { places, series } = drawn;
  const draw = useCallback(
    (width: number) => seriesOption(places, series, { style, colours, note }, width),
    [places, series, style, colours, note],
  );
  const points = useMemo(() => places.map((_, index) => seriesWords(places, series, index)), [places, series]);
  const picked = useMemo(() => pickedBuckets(places, picksOf(view).times), [places, view.selection]);
  const pick = ({ index, more }: Picked): void => {
    const place = places[index];
    if (place && !place.future) go(withTime(view, place.time, more));
  };
  return (
    <div class="series-chart">
      <ul class="series-legend" aria-label="Lines">
        {series.map(({ name, colour, dash }, at) => (
          <li key={name} title={hints[at]}>
            <svg class="swatch" viewBox="0 0 16 12" aria-hidden="true" style={{ color: `var(${colour})` }}>
              {style === "lines" ? (
                <path d="M0 6h16" stroke="currentColor" stroke-width="2.5" stroke-dasharray={dash.join(" ")} />
              ) : (
                <rect width="12" height="12" rx="2" fill="currentColor" />
              )}
            </svg>{" "}
            {name} <span class="muted">{hints[at]}</span>
          </li>
        ))}
      </ul>
      <Chart draw={draw} label={label} points={points} pick={pick} picked={picked} />
    </div>
  );
};
