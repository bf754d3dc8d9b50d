import { useMemo, useRef, useState } from "preact/hooks";
import { count, plural } from "../../format";
import { usePageKeys } from "../../parts/keys";
import { Empty, Skeleton } from "../../parts/notes";
import { defaultView } from "../../state/view";
import { browserZone } from "../../zone";
import { cleared, type Feed, mostKept, paused, resumed } from "./feed";
import { FilterFields } from "./fields";
import { isFiltered, noFilters, problemOf, whereOf } from "./filters";
import { EventList } from "./list";
import { CopyJson, StateWords } from "./tools";
import { useFeed } from "./use-feed";
import { useFilters } from "./use-filters";
import "./inspector.css";

/** What answers a space by itself. */
const answersSpace = (element: Element | null): boolean => element?.matches("button, a, input, select, summary, [role=button]") ?? false;

/** All events of all clients as they are stored. */
export const Inspector = () => {
  const [filters, setFilters] = useFilters();
  const problem = problemOf(filters);
  const key = problem === null ? JSON.stringify(whereOf(filters)) : null;
  const { feed, state, loaded, change } = useFeed(key);
  const root = useRef<HTMLDivElement>(null);
  const zone = useMemo(browserZone, []);
  const [said, setSaid] = useState("");
  const togglePause = (): void => change(feed.held === null ? paused : resumed);

  const walk = (step: number): void => {
    const stops = [...(root.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const row = document.activeElement?.closest("tbody")?.querySelector<HTMLElement>("[data-row]");
    const at = row ? stops.indexOf(row) : -1;
    const next = at < 0 ? 0 : Math.max(0, Math.min(stops.length - 1, at + step));
    stops[next]?.focus();
  };
  const keys: Record<string, () => void> = {
    "/": () => root.current?.querySelector<HTMLElement>("input[type=search]")?.focus(),
    p: togglePause,
    " ": togglePause,
    arrowdown: () => walk(1),
    arrowup: () => walk(-1),
  };
  usePageKeys((pressed) => {
    if (!Object.hasOwn(keys, pressed) || (pressed === " " && answersSpace(document.activeElement))) return false;
    // What stands in the details is scrolled by the arrow keys.
    if (pressed.startsWith("arrow") && document.activeElement?.matches("pre")) return false;
    keys[pressed]?.();
    return true;
  });

  return (
    <div ref={root} class="inspector">
      <p class="muted">
        All events of all clients as they are stored, the last one first. <kbd>/</kbd> searches, <kbd>P</kbd> or space pauses, <kbd>↑</kbd>{" "}
        <kbd>↓</kbd> walk the rows and Enter opens one.
      </p>
      <FilterFields filters={filters} setFilters={setFilters} />
      <div class="inspector-tools">
        {!problem && <StateWords state={state} paused={feed.held !== null} />}
        <button type="button" onClick={togglePause} aria-keyshortcuts="P">
          {feed.held === null ? "Pause" : `Resume, ${count(feed.held.length)} new`}
        </button>
        <button type="button" onClick={() => change(cleared)} disabled={feed.rows.length === 0 && !feed.held?.length}>
          Clear
        </button>
        <CopyJson events={feed.rows} what="All events of the list" say={setSaid}>
          Copy all as JSON
        </CopyJson>
        <span class="muted number inspector-count">{plural(feed.rows.length, "event")}</span>
        <span class="inspector-said" role="status">
          {said}
        </span>
      </div>
      <Notes feed={feed} />
      {problem && <Empty text={problem} />}
      {!problem && !loaded && state.kind !== "interrupted" && (
        <div class="inspector-loading">
          <Skeleton shape="bars" />
        </div>
      )}
      {!problem && (loaded || state.kind === "interrupted") && feed.rows.length === 0 && (
        <Empty text={emptyWords(loaded, feed, isFiltered(filters))}>
          {isFiltered(filters) && (
            <button type="button" onClick={() => setFilters({ ...noFilters, unknown: filters.unknown })}>
              Show all events
            </button>
          )}
        </Empty>
      )}
      {feed.rows.length > 0 && (
        <EventList
          key={key}
          rows={feed.rows}
          zone={zone}
          from={defaultView}
          only={(part) => setFilters({ ...filters, ...part })}
          say={setSaid}
        />
      )}
    </div>
  );
};

const emptyWords = (loaded: boolean, { clearedTo }: Feed, filtered: boolean): string => {
  if (!loaded) return "Nothing could be loaded so far.";
  if (clearedTo !== null) return "The list was cleared. What is stored from now on appears here.";
  return filtered ? "No event matches these filters. What matches appears here once it is stored." : "No events yet. They appear here.";
};

/** What is not in the list, though it was stored. */
const Notes = ({ feed: { left, gap } }: { feed: Feed }) => (
  <>
    {left > 0 && (
      <p class="muted">
        {plural(left, "older event")} left the list: it keeps the newest {count(mostKept)}. <a href="/events?range=today">Events</a> has
        them all.
      </p>
    )}
    {gap && (
      <p class="muted">
        More came during an interruption than fits here. <a href="/events?range=today">Events</a> has them all.
      </p>
    )}
  </>
);
