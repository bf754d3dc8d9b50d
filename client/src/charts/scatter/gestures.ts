/** What pointer and keys do in a scatter. */

import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Block, block, fromX, hit, moved, type Placed, type Room, step, zoomed } from "./model";
import type { ScatterProps } from "./scatter";

interface GestureProps extends ScatterProps {
  placed: Placed;
  room: Room;
  isZoomed: boolean;
  plot: RefObject<HTMLDivElement | null>;
  scroller: RefObject<HTMLDivElement | null>;
  /** The dot under the pointer or the keyboard's cursor. */
  at: number | null;
  setAt: (at: number | null) => void;
}

/** A press of the pointer: a click until it has moved, then it moves the window or spans a rectangle. */
interface Press {
  x: number;
  y: number;
  kind: "click" | "pan" | "rectangle";
  shift: boolean;
}

const isMore = (event: MouseEvent | KeyboardEvent): boolean => event.ctrlKey || event.metaKey;
const clickRadius = 4;

export const useGestures = (props: GestureProps) => {
  const latest = useRef(props);
  latest.current = props;
  const press = useRef<Press | null>(null);
  const anchor = useRef<number | null>(null);
  const [rectangle, setRectangle] = useState<Block | null>(null);
  const [byKey, setByKey] = useState(false);

  const position = (event: MouseEvent): [number, number] => {
    const box = props.plot.current?.getBoundingClientRect();
    return [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)];
  };
  const shift = (px: number): void => props.plot.current?.closest<HTMLElement>(".scatter")?.style.setProperty("--pan", `${px}px`);
  const pan = (px: number): void => {
    const { window, room, data, setWindow } = latest.current;
    setWindow(moved(window, (-px / room.width) * (window.to - window.from), data.buckets.length));
  };
  const zoomBy = (factor: number, px: number): void => {
    const { window, room, data, setWindow } = latest.current;
    const next = zoomed(window, fromX(room, px), factor, data.buckets.length);
    setWindow(next.to - next.from >= data.buckets.length ? null : next);
  };

  useEffect(() => {
    const { current } = props.plot;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
      event.preventDefault();
      if (event.shiftKey) pan(-(event.deltaY || event.deltaX));
      else zoomBy(Math.exp(event.deltaY * 0.002), position(event)[0]);
    };
    current?.addEventListener("wheel", onWheel, { passive: false });
    return () => current?.removeEventListener("wheel", onWheel);
  }, []);

  // The new window is drawn before the picture is put back to its place.
  useEffect(() => shift(0), [props.window]);

  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const [x, y] = position(event);
    press.current = { x, y, kind: "click", shift: event.shiftKey };
    props.plot.current?.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: PointerEvent): void => {
    const [x, y] = position(event);
    const down = press.current;
    if (!down) {
      setByKey(false);
      props.setAt(hit(props.placed, props.room, x, y));
      return;
    }
    if (down.kind === "click" && Math.hypot(x - down.x, y - down.y) > clickRadius) {
      down.kind = props.isZoomed && !down.shift ? "pan" : "rectangle";
      props.setAt(null);
    }
    if (down.kind === "rectangle") setRectangle(block(props.data, props.room, [down.x, down.y], [x, y]));
    if (down.kind !== "pan") return;
    const { window, room, data } = props;
    const perBucket = room.width / (window.to - window.from);
    const dx = Math.max(-(data.buckets.length - window.to) * perBucket, Math.min(window.from * perBucket, x - down.x));
    if (Math.abs(dx) < room.width / 2) shift(dx);
    else {
      press.current = { ...down, x };
      pan(dx);
    }
  };

  const onPointerUp = (event: PointerEvent): void => {
    const down = press.current;
    press.current = null;
    setRectangle(null);
    if (!down) return;
    const [x, y] = position(event);
    if (down.kind === "pan") {
      pan(x - down.x);
      return;
    }
    if (down.kind === "rectangle") {
      const picked = block(props.data, props.room, [down.x, down.y], [x, y]);
      if (picked) props.pickBlock(picked, isMore(event));
      return;
    }
    const at = hit(props.placed, props.room, x, y);
    anchor.current = at;
    if (at === null) props.clear();
    else props.pickPoint(at, isMore(event));
  };

  const cancel = (): void => {
    press.current = null;
    setRectangle(null);
    shift(0);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { at, data, room, scroller, setAt, pickPoint, pickBlock } = props;
    if (event.key === "Escape" && press.current) {
      event.stopPropagation();
      cancel();
      return;
    }
    if (event.altKey || (isMore(event) && event.key !== "Enter" && event.key !== " ")) return;
    const next = step(data, at, event.key);
    const zoom = { "+": 0.7, "=": 0.7, "-": 1 / 0.7 }[event.key];
    if (next !== null) {
      if (!event.shiftKey) anchor.current = next;
      setAt(next);
      setByKey(true);
      const point = data.points[next];
      const from = anchor.current === null ? undefined : data.points[anchor.current];
      if (point) scrollTo(scroller.current, point.row * room.rowHeight, room.rowHeight);
      if (point && !isVisible(room, point.bucket))
        pan((room.width / (room.window.to - room.window.from)) * (room.window.from - point.bucket) + room.width / 2);
      if (event.shiftKey && from && point) pickBlock(around(from, point), false);
    } else if (at !== null && (event.key === "Enter" || event.key === " ")) pickPoint(at, isMore(event) || event.key === " ");
    else if (zoom) zoomBy(zoom, room.width / 2);
    else if (event.key === "0") props.setWindow(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    rectangle,
    byKey,
    on: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: cancel,
      onPointerLeave: () => press.current ?? props.setAt(null),
      onDblClick: () => props.setWindow(null),
      onKeyDown,
      onBlur: () => props.setAt(null),
    },
  };
};

const isVisible = ({ window }: Room, bucket: number): boolean => bucket >= window.from && bucket < window.to;

const around = (one: { bucket: number; row: number }, other: { bucket: number; row: number }): Block => ({
  firstBucket: Math.min(one.bucket, other.bucket),
  lastBucket: Math.max(one.bucket, other.bucket),
  firstRow: Math.min(one.row, other.row),
  lastRow: Math.max(one.row, other.row),
});

const scrollTo = (scroller: HTMLElement | null, top: number, height: number): void => {
  if (!scroller) return;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight;
};
