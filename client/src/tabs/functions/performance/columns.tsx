import { Sparkline } from "../../../charts/sparkline";
import { count, dash, duration, percent, plural } from "../../../format";
import { qualified } from "../../../panels/things";
import type { GridColumn } from "../../../parts/grid/grid";
import { ViewLink } from "../../../parts/link";
import { type Cell, changeCell, numberCell } from "../../../parts/table";
import { type View, withFilter, withOption } from "../../../state/view";
import type { PerformanceRow, Slowdown, Slowdowns, Sparks } from "./query";

/** A function with what is said of it. */
export interface FunctionRow extends PerformanceRow {
  name: string;
  id: string;
  /** Null while it is not known. */
  slowdown: Slowdown | null;
  spark: readonly (number | null)[];
}

/** Rows of functions that were timed or not; events without a function are none. */
export const functionRows = (rows: readonly PerformanceRow[], slowdowns: Slowdowns | null, sparks: Sparks | null): FunctionRow[] => {
  const changes = new Map(slowdowns?.functions.map((one) => [one.function.id, one]));
  return rows.flatMap((row) => {
    const { function: run } = row.key;
    if (!run) return [];
    return [{ ...row, name: qualified(run), id: run.id, slowdown: changes.get(run.id) ?? null, spark: sparks?.get(run.id) ?? [] }];
  });
};

const pWords = (p: number): string => (p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`);

const runsWords = ({ runs, runsBefore }: Slowdown): string => `${count(runs)} and ${plural(runsBefore, "run")}`;

/** `slower by 38%, 412 and 398 runs, p < 0.001`. */
export const verdictWords = (slowdown: Slowdown): string => {
  const { verdict, change, adjustedPValue } = slowdown;
  if (verdict === "TOO_FEW" || change === null || adjustedPValue === null) return `too few runs to say: ${runsWords(slowdown)}`;
  const word = { SLOWER: "slower by", FASTER: "faster by", UNCHANGED: "no clear change of" }[verdict];
  return `${word} ${percent(Math.abs(change))}, ${runsWords(slowdown)}, ${pWords(adjustedPValue)}`;
};

/** The same where there is little room: all of it only where something is found. */
const shortVerdict = (slowdown: Slowdown): string =>
  ({ SLOWER: verdictWords(slowdown), FASTER: verdictWords(slowdown), UNCHANGED: "no clear change", TOO_FEW: "too few runs" })[
    slowdown.verdict
  ];

const verdictTone = { SLOWER: "bad", FASTER: "good", UNCHANGED: "muted", TOO_FEW: "muted" } as const;

/** Slower first by how much, then what cannot be said, then faster. */
const verdictRank = (slowdown: Slowdown | null): number | string => {
  if (!slowdown || slowdown.verdict === "TOO_FEW") return "";
  const { verdict, change } = slowdown;
  return verdict === "UNCHANGED" ? 0 : (change ?? 0);
};

const ms = (value: number | null | undefined): Cell =>
  value === null || value === undefined ? { text: dash, raw: "" } : { text: duration(value), raw: Math.round(value * 1000) / 1000 };

const timed = (id: "mean" | "p50" | "p95" | "p99" | "max", title: string, hint: string): GridColumn<FunctionRow> => ({
  id,
  title,
  hint,
  kind: "number",
  sortable: true,
  cell: ({ measures }) => ms(measures.duration?.[id]),
});

/** The runs of a function, as a view. */
const runsOf = (view: View, name: string, options: Record<string, string>): View => ({
  ...withFilter(view, { functions: [name] }),
  show: "runs",
  options,
});

export const performanceColumns = (view: View): GridColumn<FunctionRow>[] => [
  {
    id: "name",
    title: "Function",
    kind: "text",
    sortable: true,
    cell: ({ name }) => ({ text: name, raw: name }),
    show: ({ name }) => (
      <ViewLink to={{ ...withOption(view, "function", name), item: { kind: "function", key: name } }} title={`Durations of ${name}`}>
        {name}
      </ViewLink>
    ),
  },
  {
    id: "events",
    title: "Runs",
    kind: "number",
    sortable: true,
    cell: ({ measures }) => numberCell(measures.events),
    show: ({ name, measures }) => (
      <ViewLink to={runsOf(view, name, {})} step="down" title={`Show ${plural(measures.events, "run")} of ${name}`}>
        {count(measures.events)}
      </ViewLink>
    ),
  },
  timed("mean", "Mean", "Mean duration of the timed runs"),
  timed("p50", "p50", "Half of the timed runs do not exceed it"),
  timed("p95", "p95", "95% of the timed runs do not exceed it"),
  timed("p99", "p99", "99% of the timed runs do not exceed it"),
  timed("max", "Longest", "The longest run"),
  {
    id: "errors",
    title: "Failures",
    kind: "number",
    sortable: true,
    cell: ({ measures }) => numberCell(measures.errors),
    show: ({ name, measures: { errors } }) =>
      errors === 0 ? (
        "0"
      ) : (
        <ViewLink to={runsOf(view, name, { status: "=failed" })} step="down" title={`Show ${plural(errors, "failed run")} of ${name}`}>
          {count(errors)}
        </ViewLink>
      ),
  },
  {
    id: "errorRate",
    title: "Failed",
    hint: "Failures of all runs",
    kind: "number",
    sortable: true,
    cell: ({ measures: { errorRate } }) =>
      errorRate === null ? { text: dash, raw: "" } : { text: percent(errorRate), raw: Math.round(errorRate * 1e4) / 1e4 },
  },
  {
    id: "change",
    title: "p50 change",
    hint: "Change of the median against the comparison",
    kind: "number",
    sortable: true,
    cell: ({ measures, previous }) => changeCell(measures.duration?.p50 ?? null, previous?.duration?.p50 ?? null),
  },
  {
    id: "verdict",
    title: "Verdict",
    hint: "Test of Mann and Whitney on the durations, corrected for the number of functions; a word only from 5% of the median on",
    kind: "number",
    sortable: true,
    cell: ({ slowdown }) => ({ text: slowdown ? verdictWords(slowdown) : dash, raw: verdictRank(slowdown) }),
    show: ({ slowdown }) =>
      slowdown && (
        <span class={verdictTone[slowdown.verdict]} title={verdictWords(slowdown)}>
          {shortVerdict(slowdown)}
        </span>
      ),
  },
  {
    id: "spark",
    title: "p95 over time",
    kind: "text",
    cell: () => ({ text: "", raw: "" }),
    show: ({ spark }) => <Sparkline values={spark} height={18} />,
  },
];
