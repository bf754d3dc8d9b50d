import { capital, change, count, instantRange, percent } from "../format";
import { comparisonWords, scopeWords } from "../scope";
import { toneOf } from "../tabs/overview/data";
import { usePanel } from "./context";
import type { Summary } from "./query";
import { duration } from "./words";

const measures = { events: "Events", users: "Users", sessions: "Sessions", errors: "Errors" } as const;
type Measure = keyof typeof measures;

export interface Figure {
  label: string;
  value: string;
  /** With arrow and sign; empty without a comparison. */
  change: string;
  tone: "good" | "bad" | "neutral";
  /** The value beside, in words; empty without a comparison. */
  before: string;
}

export interface FigureChoice {
  /** What the events are called where all of them are of one kind. */
  events: "Events" | "Runs";
  /** Left out, as they say nothing there: a user is one user. */
  without: readonly Measure[];
}

/** The figures that always stand at the top, each with what became of it. */
export const figures = ({ totals, previous }: Summary, comparison: string, { events, without }: FigureChoice): Figure[] =>
  (Object.keys(measures) as Measure[])
    .filter((measure) => !without.includes(measure))
    .map((measure) => {
      const label = measure === "events" ? events : measures[measure];
      if (!previous) return { label, value: count(totals[measure]), change: "", tone: "neutral", before: "" };
      const moved = change(totals[measure], previous[measure]);
      const before = `${count(previous[measure])} in the ${comparison}`;
      return { label, value: count(totals[measure]), change: moved.text, tone: toneOf(measure, moved), before };
    });

/** How often runs fail and how long they take; nothing where nothing was timed. */
export const runFigures = ({ totals: { errorRate, duration: timed } }: Summary): [string, string][] => [
  ...(errorRate === null ? [] : [["Error rate", percent(errorRate)] as [string, string]]),
  ...(timed === null
    ? []
    : ([
        ["Median duration", duration(timed.p50)],
        ["95 % within", duration(timed.p95)],
      ] as [string, string][])),
];

export const Totals = ({ summary, choice }: { summary: Summary; choice: FigureChoice }) => {
  const { view, said, zone } = usePanel();
  const { from, to, previousFrom, previousTo } = summary.scope;
  const comparison = comparisonWords(view) ?? "compared period";
  const words = scopeWords({ ...said, range: { kind: "instants", from, to } });
  const beside = previousFrom && previousTo ? ` Compared with ${instantRange(previousFrom, previousTo, zone)}.` : "";
  return (
    <section class="panel-totals" aria-label="Totals" data-testid="panel-totals">
      <h3 class="hidden">Totals</h3>
      <p class="muted">
        {capital(words)}.{beside}
      </p>
      <dl>
        {figures(summary, comparison, choice).map(({ label, value, change: moved, tone, before }) => (
          <div key={label} title={before}>
            <dt>{label}</dt>
            <dd class="number">
              <strong>{value}</strong> {moved && <small class={tone}>{moved}</small>}
              {before && <span class="hidden">, {before}</span>}
            </dd>
          </div>
        ))}
        {choice.events === "Runs" &&
          runFigures(summary).map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd class="number">
                <strong>{value}</strong>
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
};
