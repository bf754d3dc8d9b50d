/** The latest runs of functions behind the figures, with what went in; and the way to all of them as a table. */

import type { ResultOf } from "gql.tada";
import { ask } from "../api";
import { duration, plural } from "../format";
import { graphql } from "../graphql";
import { onShow, onTab, type View } from "../state/view";
import { inputWords } from "../tabs/functions/runs/values";
import { usePanel } from "./context";
import { about, type Subject, type Summary, usageIn } from "./query";
import { Rows, Section } from "./section";
import type { Row } from "./sections";
import { moment, shortMoment } from "./words";

const runsDocument = graphql(`
  query PanelRuns($scope: UsageScopeInput!, $id: ID!, $whole: Boolean!, $first: Int!, $after: String) {
    usage(scope: $scope) @include(if: $whole) { ...Ran }
    node(id: $id) @skip(if: $whole) {
      ... on User { usage(scope: $scope) { ...Ran } }
      ... on Group { usage(scope: $scope) { ...Ran } }
      ... on Package { usage(scope: $scope) { ...Ran } }
      ... on Function { usage(scope: $scope) { ...Ran } }
      ... on Session { usage(scope: $scope) { ...Ran } }
      ... on Entity { usage(scope: $scope) { ...Ran } }
      ... on Error { usage(scope: $scope) { ...Ran } }
      ... on EventType { usage(scope: $scope) { ...Ran } }
    }
  }
  fragment Ran on Usage {
    runs(first: $first, after: $after) {
      nodes {
        event { id }
        time
        durationMs
        status
        function { name }
        user { login }
        inputs { name value }
        error { message }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

type RunPage = NonNullable<ResultOf<typeof runsDocument>["usage"]>["runs"];
type Run = NonNullable<NonNullable<RunPage>["nodes"]>[number];

/** A run as one line: with what, by whom, and when; of several functions also which. */
export const runRow = ({ event, time, durationMs, status, function: run, user, inputs, error }: Run, named: boolean, zone: string): Row => {
  const failed = status === "FAILED";
  const who = user?.login ?? "anonymous";
  const given = inputWords(inputs);
  const took = durationMs === null ? "" : duration(durationMs);
  const words = [run.name, given, who, moment(time, zone), took, failed ? `failed: ${error?.message ?? "no message"}` : ""];
  return {
    key: event.id,
    item: { kind: "event", key: event.id },
    label: `${failed ? "⚠ " : ""}${named ? `${run.name}: ` : ""}${given}`,
    detail: [who, took].filter(Boolean).join(", "),
    value: shortMoment(time, zone),
    share: null,
    words: words.filter(Boolean).join(", "),
  };
};

/** How many of the events are runs. */
export const runCount = ({ kinds }: Summary): number =>
  kinds.rows.reduce((sum, { key, measures }) => sum + (key.functionKind === null ? 0 : measures.events), 0);

interface LatestRunsProps {
  subject: Subject;
  summary: Summary;
  /** The view in which the filter says what the panel is about; null where none does. */
  from: View | null;
}

export const LatestRuns = ({ subject, summary, from }: LatestRunsProps) => {
  const { zone } = usePanel();
  const total = runCount(summary);
  const words = `Show ${plural(total, "run")} with inputs and outputs on the Functions tab`;
  const details = from && total > 0 ? { view: onShow(onTab(from, "functions"), "runs"), words } : null;
  const several = summary.functions.totalRows > 1;
  return (
    <Section name="runs" title="Runs" total={plural(total, "run")} details={details}>
      <Rows
        title="Runs"
        about={JSON.stringify(["runs", subject])}
        load={async (first, after, signal) => {
          const { runs } = usageIn<{ runs: RunPage }>(await ask(runsDocument, { ...about(subject), first, after }, signal));
          const next = runs?.pageInfo.hasNextPage ? runs.pageInfo.endCursor : null;
          return { rows: (runs?.nodes ?? []).map((run) => runRow(run, several, zone)), total, next };
        }}
        expected={total}
        none="No runs of functions here."
        tall
      />
    </Section>
  );
};
