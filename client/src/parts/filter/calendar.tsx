import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { date as dateWords } from "../../format";
import { timeFormat } from "../../time-format";
import { Icon } from "../icons";
import { addMonths, dateAfterKey, inOrder, monthGrid, monthOf } from "./calendar-grid";

interface Days {
  from: string;
  to: string;
}

interface CalendarProps {
  /** What is in force; null where nothing is known. */
  days: Days | null;
  today: string;
  /** The first of two days; null before one is picked. */
  first: string | null;
  pickFirst: (date: string) => void;
  choose: (days: Days) => void;
}

const words = (date: string, options: Intl.DateTimeFormatOptions): string =>
  timeFormat("en-GB", { timeZone: "UTC", ...options }).format(Date.parse(date));

/** A month of days. The first one that is picked begins a range, the second one ends it, in either order. */
export const Calendar = ({ days, today, first, pickFirst, choose }: CalendarProps) => {
  const [moved, setFocused] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const byKey = useRef(false);
  const focused = moved ?? (days && days.to < today ? days.to : today);
  const month = monthOf(focused);
  const shown = first ? inOrder(first, pointed ?? focused) : days;

  useLayoutEffect(() => {
    if (!byKey.current) return;
    byKey.current = false;
    table.current?.querySelector<HTMLElement>(`[data-date="${focused}"]`)?.focus();
  }, [focused]);

  const pick = (date: string): void => {
    setFocused(date);
    if (first) choose(inOrder(first, date));
    else pickFirst(date);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = dateAfterKey(focused, event.key, event.shiftKey);
    if (next === null) return;
    event.preventDefault();
    byKey.current = true;
    setPointed(null);
    setFocused(next);
  };

  return (
    <div class="calendar">
      <div class="calendar-head">
        <button type="button" class="quiet" aria-label="Previous month" onClick={() => setFocused(addMonths(focused, -1))}>
          <Icon name="left" />
        </button>
        <strong aria-live="polite">{words(focused, { month: "long", year: "numeric" })}</strong>
        <button type="button" class="quiet" aria-label="Next month" onClick={() => setFocused(addMonths(focused, 1))}>
          <Icon name="right" />
        </button>
      </div>
      <table ref={table} aria-label="Days" onKeyDown={onKeyDown} onPointerLeave={() => setPointed(null)}>
        <thead>
          <tr>
            {(monthGrid(month)[0] ?? []).map((date) => (
              <th key={date} scope="col" abbr={words(date, { weekday: "long" })}>
                {words(date, { weekday: "short" }).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthGrid(month).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => {
                const within = shown !== null && shown.from <= date && date <= shown.to;
                return (
                  <td key={date} data-within={within} data-from={within && date === shown.from} data-to={within && date === shown.to}>
                    <button
                      type="button"
                      class="day"
                      data-date={date}
                      data-outside={monthOf(date) !== month}
                      tabIndex={date === focused ? 0 : -1}
                      aria-label={`${words(date, { weekday: "long" })} ${dateWords(date)}${date === today ? ", today" : ""}`}
                      aria-current={date === today ? "date" : undefined}
                      aria-pressed={within}
                      onClick={() => pick(date)}
                      onPointerEnter={() => setPointed(date)}
                    >
                      {Number(date.slice(8))}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted" aria-live="polite">
        {first ? `From ${dateWords(first)}: now the last day.` : "Click the first day, then the last one."}
      </p>
    </div>
  );
};
