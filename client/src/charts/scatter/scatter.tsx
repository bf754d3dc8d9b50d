import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { usePalette } from "../palette";
import { TimeAxis } from "./axis";
import { draw } from "./draw";
import { useGestures } from "./gestures";
import { Histogram, type HistogramBar } from "./histogram";
import { type Block, inBlock, place, type Room, type ScatterData, toX, type Window } from "./model";
import { RowLabels } from "./rows";
import { useSize } from "./size";
import "./scatter.css";

export interface ScatterProps {
  data: ScatterData;
  /** What the chart shows, for those who do not see it. */
  label: string;
  /** All that counts in a bucket, shown above the dots. */
  histogram: readonly HistogramBar[];
  /** Positions of the points that are picked; null where nothing is. */
  picked: ReadonlySet<number> | null;
  pickedRows: ReadonlySet<number>;
  pickedBuckets: ReadonlySet<number>;
  /** The part of the buckets in sight. */
  window: Window;
  setWindow: (window: Window | null) => void;
  /** `more`: beside what is picked already. */
  pickPoint: (at: number, more: boolean) => void;
  pickBlock: (block: Block, more: boolean) => void;
  pickRow: (row: number, more: boolean) => void;
  pickBucket: (bucket: number, more: boolean) => void;
  clear: () => void;
}

const leastRowHeight = 24;
const mostRowHeight = 72;

/** Dots by time and row, as large as what they count. Everything that the pointer can do here, arrow keys and Enter can do too. */
export const Scatter = (props: ScatterProps) => {
  const { data, label, histogram, picked, pickedRows, pickedBuckets, window, setWindow, pickRow, pickBucket } = props;
  const palette = usePalette();
  const plot = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width } = useSize(plot);
  const { height, scrollbar } = useSize(scroller);
  const placed = useMemo(() => place(data), [data]);
  const rowHeight = Math.max(leastRowHeight, Math.min(mostRowHeight, height / Math.max(1, data.rows.length)));
  const room = useMemo<Room>(() => ({ width, rowHeight, window }), [width, rowHeight, window]);
  const isZoomed = window.to - window.from < data.buckets.length;
  const margin = isZoomed ? Math.round(width / 2) : 0;
  const [at, setAt] = useState<number | null>(null);

  const redraw = useCallback((): void => {
    if (!canvas.current || width === 0) return;
    const scrolled = scroller.current?.scrollTop ?? 0;
    draw(canvas.current, { data, placed, picked, room, height, scrolled, margin, line: palette.line, text: palette.text });
  }, [data, placed, picked, room, height, margin, width, palette]);
  useLayoutEffect(redraw, [redraw]);

  const gestures = useGestures({ ...props, placed, room, isZoomed, plot, scroller, at, setAt });
  const point = at === null ? undefined : data.points[at];
  const x = at === null ? 0 : toX(room, placed.x[at] ?? 0);
  const y = at === null ? 0 : (placed.y[at] ?? 0) * rowHeight;
  const shown = point && x >= 0 && x <= width;
  const { rectangle } = gestures;

  return (
    <div class="scatter" style={{ "--margin": `${margin}px`, "--scrollbar": `${scrollbar}px` }}>
      <Histogram bars={histogram} room={room} picked={pickedBuckets} pick={pickBucket} zoom={setWindow} />
      <div class="scatter-scroll" ref={scroller} onScroll={redraw}>
        <RowLabels rows={data.rows} rowHeight={rowHeight} picked={pickedRows} pick={pickRow} />
        <div
          class="scatter-plot"
          ref={plot}
          role="application"
          aria-roledescription="chart"
          aria-label={`${label}. Arrow keys walk the points, Enter picks one, Shift with arrows picks many, plus and minus zoom.`}
          tabIndex={0}
          style={{ height: `${Math.max(height, data.rows.length * rowHeight)}px` }}
          data-zoomed={isZoomed}
          {...gestures.on}
        >
          <canvas ref={canvas} style={{ width: `${width + 2 * margin}px`, height: `${height}px` }} />
          {shown && (
            <span class="scatter-mark" style={{ left: `${x}px`, top: `${y}px`, "--radius": `${(placed.radius[at ?? 0] ?? 0) + 3}px` }} />
          )}
          {rectangle && <Rectangle block={rectangle} data={data} room={room} />}
        </div>
      </div>
      <TimeAxis buckets={data.buckets} room={room} />
      {shown && point && <Tip words={point.words} x={x} y={y - (scroller.current?.scrollTop ?? 0)} room={room} />}
      <div class="hidden" aria-live="polite">
        {gestures.byKey && point ? point.words : ""}
      </div>
    </div>
  );
};

const Rectangle = ({ block, data, room }: { block: Block; data: ScatterData; room: Room }) => {
  const [left, right] = [toX(room, block.firstBucket), toX(room, block.lastBucket + 1)];
  const count = data.points.filter((point) => inBlock(point, block)).length;
  return (
    <span
      class="scatter-rectangle"
      style={{
        left: `${left}px`,
        width: `${right - left}px`,
        top: `${block.firstRow * room.rowHeight}px`,
        height: `${(block.lastRow - block.firstRow + 1) * room.rowHeight}px`,
      }}
    >
      <em>{count === 1 ? "1 point" : `${count} points`}</em>
    </span>
  );
};

/** Beside the dot, on the side where there is room. */
const Tip = ({ words, x, y, room }: { words: string; x: number; y: number; room: Room }) => {
  const lines = words.split("\n");
  return (
    <div class="scatter-tip" data-left={x > room.width / 2} style={{ "--x": `${x}px`, "--y": `${y}px` }}>
      {lines.map((line, index) => (index === 1 ? <strong key={line}>{line}</strong> : <span key={line}>{line}</span>))}
      <span class="muted">Click for details</span>
    </div>
  );
};
