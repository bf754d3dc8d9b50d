import { useRef, useState } from "preact/hooks";
import { fromX, type Room, toX, type Window } from "./model";

export interface HistogramBar {
  value: number;
  /** Of the comparison; null without one. */
  previous: number | null;
  words: string;
}

interface HistogramProps {
  bars: readonly HistogramBar[];
  room: Room;
  picked: ReadonlySet<number>;
  pick: (bucket: number, more: boolean) => void;
  zoom: (window: Window | null) => void;
}

/** Pixels below which a drag is a click. */
const leastDrag = 6;

/** A bar for each bucket, over the same time axis: a click picks the bucket, dragging zooms to what it spans. */
export const Histogram = ({ bars, room, picked, pick, zoom }: HistogramProps) => {
  const strip = useRef<HTMLDivElement>(null);
  const start = useRef<number | null>(null);
  const [span, setSpan] = useState<Window | null>(null);
  const most = Math.max(1, ...bars.map(({ value, previous }) => Math.max(value, previous ?? 0)));
  const at = (event: PointerEvent): number => fromX(room, event.clientX - (strip.current?.getBoundingClientRect().left ?? 0));

  const onPointerDown = (event: PointerEvent): void => {
    if (event.button === 0) start.current = at(event);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (start.current === null) return;
    const [from, to] = [start.current, at(event)].sort((a, b) => a - b) as [number, number];
    if (((to - from) / (room.window.to - room.window.from)) * room.width < leastDrag) setSpan(null);
    else {
      strip.current?.setPointerCapture(event.pointerId);
      setSpan({ from: Math.max(0, Math.floor(from)), to: Math.min(bars.length, Math.ceil(to)) });
    }
  };
  const onPointerUp = (): void => {
    if (span) zoom(span.to - span.from >= bars.length ? null : span);
    start.current = null;
    setSpan(null);
  };

  return (
    <div
      class="scatter-histogram"
      ref={strip}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDblClick={() => zoom(null)}
    >
      <div class="scatter-moves">
        {bars.map((bar, bucket) => (
          <button
            key={bucket}
            type="button"
            title={bar.words}
            aria-label={bar.words}
            aria-pressed={picked.has(bucket)}
            tabIndex={bucket === 0 ? 0 : -1}
            style={{ left: `${toX(room, bucket)}px`, width: `${Math.max(1, toX(room, bucket + 1) - toX(room, bucket) - 1)}px` }}
            onKeyDown={walk}
            onClick={(event) => span ?? pick(bucket, event.ctrlKey || event.metaKey)}
          >
            {bar.previous !== null && <i class="before" style={{ height: `${(bar.previous / most) * 100}%` }} />}
            <i style={{ height: `${(bar.value / most) * 100}%` }} />
          </button>
        ))}
      </div>
      {span && (
        <span class="scatter-span" style={{ left: `${toX(room, span.from)}px`, width: `${toX(room, span.to) - toX(room, span.from)}px` }} />
      )}
    </div>
  );
};

const walk = (event: KeyboardEvent & { currentTarget: HTMLButtonElement }): void => {
  const next = { ArrowRight: event.currentTarget.nextElementSibling, ArrowLeft: event.currentTarget.previousElementSibling }[event.key];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
};
