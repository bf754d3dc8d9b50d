import { ask, useAnswer } from "../api";
import { plural } from "../format";
import { type ScopeInput, scopeDocument, scopeOf, scopeWords } from "../scope";
import { allLists, filterLists, isFiltered, noFilter } from "../state/filter";
import { type View, withFilter, withRange } from "../state/view";
import { Empty, Failure } from "./notes";

/** One part of the filter taken away. */
interface Way {
  words: string;
  next: View;
}

const allTime = { kind: "preset", preset: "all" } as const;

const waysOut = (view: View): Way[] => {
  const { filter, range } = view;
  const ways: Way[] = allLists
    .filter((list) => filter[list].length > 0)
    .map((list) => ({ words: `Show all ${filterLists[list].many}`, next: withFilter(view, { [list]: [] }) }));
  if (filter.anonymous) ways.push({ words: "Show known users too", next: withFilter(view, { anonymous: false }) });
  if (filter.runs) ways.push({ words: "Show more than runs of functions", next: withFilter(view, { runs: false }) });
  if (filter.picked.length > 0) ways.push({ words: "Show more than what was picked", next: withFilter(view, { picked: [] }) });
  const isAll = range.kind === "preset" && range.preset === "all";
  return isAll ? ways : [...ways, { words: "Show all time", next: withRange(view, allTime) }];
};

const countOf = async (view: View, runs: boolean, signal: AbortSignal): Promise<number> => {
  const scope: ScopeInput = { ...scopeOf(view), compare: "NONE", ...(runs && { runs }) };
  return (await ask(scopeDocument, { scope }, signal)).usage.totals.events;
};

/** Says that the filter excludes everything, which part of it does, and offers to take that away. */
export const NothingFound = ({ noun, view, go }: { noun: "event" | "run"; view: View; go: (view: View) => void }) => {
  const runs = noun === "run";
  const ways = waysOut(view);
  const answer = useAnswer(JSON.stringify([runs, ways.map(({ next }) => scopeOf(next))]), async (signal) => {
    const counts = await Promise.all(ways.map(({ next }) => countOf(next, runs, signal)));
    return ways.map((way, at) => ({ ...way, events: counts[at] ?? 0 })).filter(({ events }) => events > 0);
  });
  if (answer.kind === "loading") return null;
  if (answer.kind === "failed") return <Failure what="What the filter excludes" error={answer.error} retry={answer.retry} />;
  const open = { words: "Show everything", next: withRange(withFilter(view, noFilter), allTime) };
  const offered = answer.data.length > 0 ? answer.data : isFiltered(view.filter) ? [{ ...open, events: null }] : [];
  return (
    <Empty text={`No ${runs ? "runs of functions" : "events"}: ${scopeWords(view)}.`}>
      {offered.map(({ words, next, events }) => (
        <button key={words} type="button" onClick={() => go(next)}>
          {words}
          {events !== null && ` (${plural(events, noun)})`}
        </button>
      ))}
    </Empty>
  );
};
