import { Fragment } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { plural } from "../../../format";
import type { LogPage, LogRow } from "./query";
import { LogDetails, LogLine, logColumns } from "./row";
import { pushedDown } from "./rows";
import { heightOf, rowHeight, scrolledTo, topOf, visibleRows } from "./window";

interface GridProps {
  name: string;
  page: LogPage;
  /** How many rows there are in all, as far as it is known. */
  total: number | null;
  zone: string;
  zoneName: string;
  /** Id of the event whose card is open. */
  shown: string | null;
  show: (row: LogRow) => void;
  loadOlder: () => void;
  /** Tells whether a reader is among the older rows. */
  onAway: (away: boolean) => void;
  /** What stands below the last row. */
  foot: string;
}

/** So many rows before the end, older ones are asked for. */
const ahead = 60;

/** So far, in pixels, a reader scrolls before other rows are drawn. */
const step = 4 * rowHeight;

/** All rows below each other, of which only those in sight are drawn. Arrow keys walk, Enter opens the card, → and ← what a row carries. */
export const LogGrid = ({ name, page, total, zone, zoneName, shown, show, loadOlder, onAway, foot }: GridProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  const [{ scrolled, room }, setPlace] = useState({ scrolled: 0, room: 560 });
  const [active, setActive] = useState<string | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [unseen, setUnseen] = useState(0);
  const { rows } = page;
  const open = useMemo(() => (opened.size > 0 ? rows.flatMap(({ id }, index) => (opened.has(id) ? [index] : [])) : []), [rows, opened]);
  const { first, end } = visibleRows(scrolled, room, rows.length, open);

  const top = useRef<string | null>(null);
  useLayoutEffect(() => {
    const { current } = scroller;
    const pushed = pushedDown(top.current, rows);
    if (current && pushed === null) current.scrollTop = 0;
    if (current && pushed && current.scrollTop > 0) {
      current.scrollTop += topOf(pushed, open);
      setUnseen((before) => before + pushed);
    }
    if (pushed === null) setUnseen(0);
    top.current = rows[0]?.id ?? null;
  }, [rows]);

  useLayoutEffect(() => {
    if (!page.complete && end > rows.length - ahead) loadOlder();
  }, [end, rows.length, page.complete, loadOlder]);

  const measure = (): void => {
    const { current } = scroller;
    if (!current) return;
    // Rows are drawn beyond what can be seen, so that not every pixel is a new picture.
    setPlace((before) => {
      const place = { scrolled: Math.floor(current.scrollTop / step) * step, room: current.clientHeight + step };
      return place.scrolled === before.scrolled && place.room === before.room ? before : place;
    });
    onAway(current.scrollTop > 0);
    if (current.scrollTop < rowHeight) setUnseen(0);
  };
  useLayoutEffect(() => {
    if (!scroller.current) return;
    const watched = new ResizeObserver(measure);
    watched.observe(scroller.current);
    return () => watched.disconnect();
  }, []);

  const toggle = ({ id }: LogRow, to = !opened.has(id)): void =>
    setOpened((before) => new Set(to ? [...before, id] : [...before].filter((other) => other !== id)));
  const at = active === null ? -1 : rows.findIndex(({ id }) => id === active);
  const walk = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(rows[next]?.id ?? null);
    // The head covers the first row of the room.
    const { current } = scroller;
    if (current) current.scrollTop = scrolledTo(next, current.scrollTop, current.clientHeight - rowHeight, open);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const rowsSeen = Math.max(1, Math.floor(room / rowHeight) - 2);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + rowsSeen, PageUp: at - rowsSeen, Home: 0, End: rows.length - 1 }[
      event.key
    ];
    const row = rows[at];
    if (to !== undefined) walk(to);
    else if (row && event.key === "Enter") show(row);
    else if (row && event.key === "ArrowRight") toggle(row, true);
    else if (row && event.key === "ArrowLeft") toggle(row, false);
    else return;
    event.preventDefault();
  };

  const idOf = (index: number): string => `log-row-${index}`;
  return (
    <div class="log-room">
      {unseen > 0 && (
        <button type="button" class="log-unseen" onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          {plural(unseen, "new event")} ↑
        </button>
      )}
      <div
        role="grid"
        class="log-grid"
        aria-label={name}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-colcount={logColumns.length}
        aria-activedescendant={at >= first && at < end ? idOf(at) : undefined}
        tabIndex={0}
        ref={scroller}
        onScroll={measure}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" class="log-head">
          <div role="row" class="log-columns" aria-rowindex={1}>
            {logColumns.map((column) => (
              <span key={column} role="columnheader" class="log-cell">
                {column === "Time" ? `${column} (${zoneName})` : column}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" class="log-rows" style={{ height: `${heightOf(rows.length, open)}px` }}>
          {rows.slice(first, end).map((row, offset) => {
            const index = first + offset;
            const isOpen = opened.has(row.id);
            const y = topOf(index, open);
            return (
              <Fragment key={row.id}>
                <LogLine
                  row={row}
                  index={index}
                  top={y}
                  zone={zone}
                  id={idOf(index)}
                  active={row.id === active}
                  shown={row.id === shown}
                  open={isOpen}
                  show={(picked) => {
                    setActive(picked.id);
                    show(picked);
                  }}
                  toggle={toggle}
                />
                {isOpen && <LogDetails row={row} top={y + rowHeight} />}
              </Fragment>
            );
          })}
        </div>
        <p class="log-foot muted">{foot}</p>
      </div>
    </div>
  );
};
