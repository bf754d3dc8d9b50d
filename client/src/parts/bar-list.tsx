import { useRef } from "preact/hooks";
import { type Change, count, percent, plural } from "../format";
import { walkFocus } from "./keys";

/** One bar. */
export interface Bar {
  /** The name by which it is picked; null is the bar of what has none. */
  name: string | null;
  label: string;
  detail: string;
  value: number;
  share: number;
  /** Length of the bar, 0–1. */
  part: number;
  change: Change;
  tone: "good" | "bad" | "neutral";
  /** For the tooltip and assistive technology: exact value, share and comparison. */
  words: string;
  selected: boolean;
  dimmed: boolean;
}

export const barsPerPage = 10;

interface BarListProps {
  name: string;
  bars: readonly Bar[];
  /** How many rows there are in all pages. */
  total: number;
  page: number;
  setPage: (page: number) => void;
  search: string;
  setSearch: (text: string) => void;
  /** `more`: beside what is picked already. */
  select: (name: string | null, more: boolean) => void;
  compared: boolean;
}

/** Rows with a bar behind each, a search above and pages below. Arrow keys walk the rows, Enter selects. */
export const BarList = ({ name, bars, total, page, setPage, search, setSearch, select, compared }: BarListProps) => {
  const root = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "/" && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      root.current?.querySelector("input")?.focus();
    } else if (event.key === "Escape" && event.target instanceof HTMLInputElement && search) {
      event.stopPropagation();
      setSearch("");
    } else walkFocus(event, root.current, "button.bar");
  };
  return (
    <div class="bar-list" ref={root} onKeyDown={onKeyDown} data-compared={compared}>
      <input
        type="search"
        aria-label={`Search ${name}`}
        placeholder="Search"
        title="Search (/)"
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <ul aria-label={name}>
        {bars.map((bar) => (
          <li key={bar.name ?? bar.label}>
            <BarRow bar={bar} select={select} compared={compared} />
          </li>
        ))}
      </ul>
      {bars.length === 0 && <p class="muted">Nothing here is named “{search}”.</p>}
      <Pager total={total} page={page} setPage={setPage} />
    </div>
  );
};

type BarRowProps = { bar: Bar; select: BarListProps["select"]; compared: boolean };

const BarRow = ({ bar, select, compared }: BarRowProps) => (
  <button
    type="button"
    class="bar"
    title={`${bar.words}. Click for details`}
    aria-pressed={bar.selected}
    data-dimmed={bar.dimmed}
    onClick={(event) => select(bar.name, event.ctrlKey || event.metaKey)}
  >
    <i class="bar-fill" style={{ "--part": bar.part }} />
    <span class="bar-label cut">
      {bar.label} {bar.detail && <small class="muted">{bar.detail}</small>}
    </span>
    <span class="number bar-value">{count(bar.value)}</span>
    <span class="number muted bar-share">{percent(bar.share)}</span>
    {compared && <span class={`number bar-change ${bar.tone}`}>{bar.change.text}</span>}
  </button>
);

const Pager = ({ total, page, setPage }: { total: number; page: number; setPage: (page: number) => void }) => {
  const last = Math.max(0, Math.ceil(total / barsPerPage) - 1);
  if (last === 0) return <p class="pager muted">{total > 0 && plural(total, "row")}</p>;
  const from = page * barsPerPage + 1;
  return (
    <p class="pager">
      <button type="button" class="quiet" disabled={page === 0} aria-label="Previous page" onClick={() => setPage(page - 1)}>
        ‹
      </button>
      <span class="number" aria-live="polite">
        {count(from)}–{count(Math.min(total, from + barsPerPage - 1))} of all {count(total)}
      </span>
      <button type="button" class="quiet" disabled={page === last} aria-label="Next page" onClick={() => setPage(page + 1)}>
        ›
      </button>
    </p>
  );
};
