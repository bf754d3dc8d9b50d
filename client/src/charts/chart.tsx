import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Band, bandsOf } from "./bands";
import "./chart.css";
import { type ChartOption, createChart, type EChartsType } from "./engine";

/** A place that a reader picks. */
export interface Picked {
  /** Of the bucket. */
  index: number;
  /** Of the part in `parts`, by keyboard; null for the whole bucket. */
  part: number | null;
  /** On the value axis, by pointer. */
  value: number | null;
  /** Ctrl or Cmd was held: beside what is picked already. */
  more: boolean;
}

interface ChartProps {
  /** The option for a width in pixels. */
  draw: (width: number) => ChartOption;
  /** What the chart shows, for those who do not see it. */
  label: string;
  /** Each bucket in words; arrow keys walk from one to the next. */
  points: readonly string[];
  /** The parts of each bucket in words, where it has some; arrow keys walk them up and down. */
  parts?: readonly (readonly string[])[];
  /** A click or Enter on a bucket; without it, there is nothing to pick. */
  pick?: (at: Picked) => void;
  /** Indices of the buckets that are picked. */
  picked?: readonly number[];
}

interface Place {
  index: number;
  part: number | null;
}

const nowhere: Place = { index: -1, part: null };

const walks: Record<string, (at: Place, last: number, parts: number) => Place> = {
  ArrowRight: ({ index, part }, last) => ({ index: Math.min(last, index + 1), part }),
  ArrowLeft: ({ index, part }, last) => ({ index: Math.max(0, index < 0 ? last : index - 1), part }),
  ArrowUp: ({ index, part }) => ({ index, part: part === null || part === 0 ? null : part - 1 }),
  ArrowDown: ({ index, part }, _, parts) => ({ index, part: part === null ? 0 : Math.min(parts - 1, part + 1) }),
  Home: ({ part }) => ({ index: 0, part }),
  End: ({ part }, last) => ({ index: last, part }),
};

const noBuckets: readonly number[] = [];

/** Draws into the room it is given, redraws when the room or the data changes, and can be read and picked from by keyboard. */
export const Chart = ({ draw, label, points, parts, pick, picked = noBuckets }: ChartProps) => {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [at, setAt] = useState(nowhere);
  const [bands, setBands] = useState<readonly Band[]>([]);

  const latest = useRef({ draw, pick, picked });
  latest.current = { draw, pick, picked };

  const redraw = useCallback((): void => {
    const { current } = chart;
    if (!current) return;
    current.setOption(latest.current.draw(current.getWidth()), { notMerge: true });
    setBands(bandsOf(latest.current.picked, (index) => current.convertToPixel({ xAxisIndex: 0 }, index), current.getWidth()));
  }, []);

  useEffect(() => {
    if (!element.current) return;
    const created = createChart(element.current);
    chart.current = created;
    const room = new ResizeObserver(() => {
      created.resize();
      redraw();
    });
    room.observe(element.current);
    created.getZr().on("click", ({ offsetX, offsetY, event }) => {
      if (!created.containPixel("grid", [offsetX, offsetY])) return;
      const [index = -1, value = null] = created.convertFromPixel("grid", [offsetX, offsetY]);
      const { ctrlKey = false, metaKey = false } = event as unknown as Partial<MouseEvent>;
      latest.current.pick?.({ index: Math.round(index), part: null, value, more: ctrlKey || metaKey });
    });
    return () => {
      room.disconnect();
      created.dispose();
      chart.current = null;
    };
  }, [redraw]);

  useEffect(redraw, [draw, picked, redraw]);
  useEffect(() => setAt(nowhere), [points]);

  const leave = (event?: Event): void => {
    event?.stopPropagation();
    setAt(nowhere);
    chart.current?.dispatchAction({ type: "hideTip" });
  };
  const walk = (event: KeyboardEvent): void => {
    const walked = walks[event.key]?.(at, points.length - 1, parts?.[at.index]?.length ?? 0);
    if (event.key === "Escape" && at.index >= 0) leave(event);
    else if (event.key === "Enter" && at.index >= 0 && pick) {
      event.preventDefault();
      pick({ ...at, value: null, more: event.ctrlKey || event.metaKey });
    } else if (walked && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const vertical = event.key === "ArrowUp" || event.key === "ArrowDown";
      if (vertical && (!parts || at.index < 0)) return;
      event.preventDefault();
      setAt(walked);
      chart.current?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: walked.index });
    }
  };

  const keys = `Arrow keys read the points${pick ? ", Enter picks one" : ""}.`;
  const said = at.part === null ? points[at.index] : parts?.[at.index]?.[at.part];
  return (
    <div class="chart" data-picks={pick !== undefined}>
      {bands.map(({ left, width }) => (
        <i key={left} class="chart-band" style={{ left: `${left}px`, width: `${width}px` }} />
      ))}
      <div
        class="chart-canvas"
        ref={element}
        role="application"
        aria-roledescription="chart"
        aria-label={`${label}. ${keys}`}
        tabIndex={0}
        onKeyDown={walk}
        onBlur={() => leave()}
      />
      <div class="hidden" aria-live="polite">
        {said ?? ""}
      </div>
    </div>
  );
};
