import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api";
import { count } from "../format";
import { Icon } from "../parts/icons";
import { walkFocus } from "../parts/keys";
import { ItemLink, ViewLink } from "../parts/link";
import { Failure, Skeleton } from "../parts/notes";
import { usePanel } from "./context";
import type { Details, Row, RowPage } from "./sections";

interface SectionProps {
  /** In the address, where it says which sections are open. */
  name: string;
  title: string;
  /** At the right of the header; empty while it is not known. */
  total: string;
  details?: Details | null;
  children: ComponentChildren;
}

/** One line with a total, and what is behind it once it is opened. */
export const Section = ({ name, title, total, details = null, children }: SectionProps) => {
  const { view, go } = usePanel();
  const id = useId();
  const isOpen = view.open.includes(name);
  const open = isOpen ? view.open.filter((one) => one !== name) : [...view.open, name];
  return (
    <section class="panel-section" data-testid={`panel-${name}`}>
      <header>
        <h3>
          <button
            type="button"
            class="quiet panel-toggle"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => go({ ...view, open }, "replace")}
          >
            <Icon name="down" />
            <span class="panel-section-title">{title}</span> <span class="number muted">{total}</span>
          </button>
        </h3>
        {details && (
          <ViewLink to={details.view} step="down" class="panel-details" label={`Details: ${details.words}`} title={details.words}>
            Details
          </ViewLink>
        )}
      </header>
      <div id={id}>{isOpen && children}</div>
    </section>
  );
};

/** A closed list shows this many rows, an open one this many per page. */
const few = 5;
const many = 50;

interface RowsProps {
  title: string;
  /** Names the question: another one starts over. */
  about: string;
  load: (first: number, after: string | null, signal: AbortSignal) => Promise<RowPage>;
  /** How many rows to keep room for. */
  expected: number;
  none: string;
  /** Whether the detail of a row has a line of its own. */
  tall?: boolean;
}

/** Rows that load on their own: five of them, then all, page by page. */
export const Rows = ({ title, about, load, expected, none, tall = false }: RowsProps) => {
  const { refreshed } = usePanel();
  const root = useRef<HTMLDivElement>(null);
  const longest = useRef(1);
  const [turned, setTurned] = useState<{ about: string; pages: readonly (string | null)[] }>({ about, pages: [] });
  // The cursors of the pages up to the one that is shown; none while only the first few rows are.
  const pages = turned.about === about ? turned.pages : [];
  const after = pages.at(-1) ?? null;
  // One more than is shown, as a row that is left out may be among them.
  const first = pages.length > 0 ? many : few + 1;
  const answer = useAnswer(JSON.stringify([about, first, after, refreshed]), (signal) => load(first, after, signal));
  const turn = (to: readonly (string | null)[]): void => setTurned({ about, pages: to });
  const page = answer.kind === "ready" ? answer.data : null;
  const rows = pages.length > 0 ? page?.rows : page?.rows.slice(0, few);
  // Bars of all pages are measured by the longest one, which is the first.
  if (page && pages.length <= 1) longest.current = page.rows[0]?.share || 1;
  const room = Math.max(1, Math.min(few, expected)) * (tall ? 44 : 28) + (expected > few ? 28 : 0);
  return (
    <div
      class="panel-rows"
      data-tall={tall}
      ref={root}
      style={{ minHeight: `${room}px` }}
      data-stale={answer.kind === "ready" && answer.stale}
      onKeyDown={(event) => walkFocus(event, root.current, "a")}
    >
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what={title} error={answer.error} retry={answer.retry} />}
      {rows?.length === 0 && <p class="muted panel-none">{none}</p>}
      {rows && rows.length > 0 && (
        <ul aria-label={title}>
          {rows.map((row) => (
            <li key={row.key}>
              <RowLine row={row} longest={longest.current} />
            </li>
          ))}
        </ul>
      )}
      {page && <Pages page={page} pages={pages} turn={turn} />}
    </div>
  );
};

const RowLine = ({ row, longest }: { row: Row; longest: number }) => {
  const inside = (
    <>
      <span class="cut">
        {row.label} {row.detail && <small class="muted">{row.detail}</small>}
      </span>
      <span class="number panel-row-value">{row.value}</span>
      {row.share !== null && <i class="panel-share" style={{ "--part": Math.min(1, row.share / longest) }} />}
    </>
  );
  if (!row.item)
    return (
      <div class="panel-row" title={row.words}>
        {inside}
      </div>
    );
  return (
    <ItemLink item={row.item} class="panel-row" title={row.words}>
      {inside}
    </ItemLink>
  );
};

interface PagesProps {
  page: RowPage;
  pages: readonly (string | null)[];
  turn: (pages: readonly (string | null)[]) => void;
}

const Pages = ({ page: { rows, total, next }, pages, turn }: PagesProps) => {
  if (pages.length === 0)
    return total > few ? (
      <p class="panel-pages">
        <button type="button" class="quiet" onClick={() => turn([null])}>
          All {count(total)}
        </button>
      </p>
    ) : null;
  const from = (pages.length - 1) * many + 1;
  return (
    <p class="panel-pages">
      <button type="button" class="quiet" onClick={() => turn([])}>
        First {few}
      </button>
      <span class="number muted" aria-live="polite">
        {count(from)}–{count(Math.min(total, from + Math.max(1, rows.length) - 1))} of {count(total)}
      </span>
      <button type="button" class="quiet" disabled={pages.length === 1} aria-label="Previous page" onClick={() => turn(pages.slice(0, -1))}>
        ‹
      </button>
      <button type="button" class="quiet" disabled={next === null} aria-label="Next page" onClick={() => turn([...pages, next])}>
        ›
      </button>
    </p>
  );
};
