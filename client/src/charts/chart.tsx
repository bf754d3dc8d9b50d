import { useEffect, useRef, useState } from "preact/hooks";
import { type ChartOption, createChart, type EChartsType } from "./engine";

interface ChartProps {
  /** The option for a width in pixels. */
  draw: (width: number) => ChartOption;
  /** What the chart shows, for those who do not see it. */
  label: string;
  /** Each point in words; arrow keys walk from one to the next. */
  points: readonly string[];
}

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at, last) => Math.max(0, at < 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Draws into the room it is given, redraws when the room or the data changes, and can be read by keyboard. */
export const Chart = ({ draw, label, points }: ChartProps) => {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [at, setAt] = useState(-1);

  const latest = useRef(draw);
  latest.current = draw;

  useEffect(() => {
    if (!element.current) return;
    const created = createChart(element.current);
    chart.current = created;
    const room = new ResizeObserver(() => {
      created.resize();
      created.setOption(latest.current(created.getWidth()), { notMerge: true });
    });
    room.observe(element.current);
    return () => {
      room.disconnect();
      created.dispose();
    };
  }, []);

  useEffect(() => {
    const { current } = chart;
    current?.setOption(draw(current.getWidth()), { notMerge: true });
    setAt(-1);
  }, [draw]);

  const walk = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && at >= 0) {
      leave(event);
      return;
    }
    const next = steps[event.key]?.(at, points.length - 1);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setAt(next);
    chart.current?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: next });
  };

  const leave = (event?: Event): void => {
    event?.stopPropagation();
    setAt(-1);
    chart.current?.dispatchAction({ type: "hideTip" });
  };

  return (
    <div class="chart">
      <div
        class="chart-canvas"
        ref={element}
        role="application"
        aria-roledescription="chart"
        aria-label={`${label}. Arrow keys read the points.`}
        tabIndex={0}
        onKeyDown={walk}
        onBlur={() => leave()}
      />
      <div class="hidden" aria-live="polite">
        {points[at] ?? ""}
      </div>
    </div>
  );
};
