/** What is counted of the selection, or of one thing: figures, their run over time, and the sections. */

import type { ComponentChildren } from "preact";
import { useAnswer } from "../api";
import { Failure, Skeleton } from "../parts/notes";
import type { View } from "../state/view";
import { Activity } from "./activity";
import { usePanel } from "./context";
import { LatestEvents } from "./latest";
import { askRows, askSummary, type Subject, type Summary } from "./query";
import { Rows, Section } from "./section";
import { definitions, detailsOf, rowPage, type SectionName, sectionScope, totalWords } from "./sections";
import { type FigureChoice, Totals } from "./totals";

const noMeasures: FigureChoice["without"] = [];

interface UsageProps {
  /** For failures: what could not be loaded. */
  what: string;
  subject: Subject;
  sections: readonly SectionName[];
  /** The view in which the filter says what the figures are about; null where no filter can. */
  from: View | null;
  /** Whether the events are runs: then their durations are told, too. */
  runs?: boolean;
  without?: FigureChoice["without"];
  /** What the latest events are called; null leaves them out. */
  latest?: string | null;
  /** Further sections, ahead of the events. */
  children?: (summary: Summary) => ComponentChildren;
}

export const Usage = ({ what, subject, sections, from, runs = false, without = noMeasures, latest = null, children }: UsageProps) => {
  const { refreshed } = usePanel();
  const answer = useAnswer(JSON.stringify([subject, refreshed]), (signal) => askSummary(subject, signal));
  if (answer.kind === "failed") return <Failure what={what} error={answer.error} retry={answer.retry} />;
  if (answer.kind === "loading")
    return (
      <div class="panel-loading">
        <Skeleton shape="bars" />
      </div>
    );
  const summary = answer.data;
  return (
    <div data-stale={answer.stale} aria-busy={answer.stale}>
      <Totals summary={summary} choice={{ events: runs ? "Runs" : "Events", without }} />
      <Activity summary={summary} noun={runs ? "run" : "event"} />
      {sections.map((name) => (
        <Breakdown key={name} name={name} subject={subject} summary={summary} from={from} />
      ))}
      {children?.(summary)}
      {latest !== null && <LatestEvents title={latest} noun={runs ? "run" : "event"} subject={subject} summary={summary} from={from} />}
    </div>
  );
};

interface BreakdownProps {
  name: SectionName;
  subject: Subject;
  summary: Summary;
  from: View | null;
}

const Breakdown = ({ name, subject, summary, from }: BreakdownProps) => {
  const { title, question, total, noun } = definitions[name];
  const scope = sectionScope(name, subject.scope);
  const none = `No ${noun[1]} here.`;
  return (
    <Section name={name} title={title} total={totalWords(name, summary)} details={from && detailsOf(name, from, summary)}>
      {scope === null || summary.totals.events === 0 || (name === "audit" && total(summary) === 0) ? (
        <p class="muted panel-none">{none}</p>
      ) : (
        <Rows
          title={title}
          about={JSON.stringify([name, scope, subject.id])}
          load={async (first, after, signal) =>
            rowPage(name, await askRows({ ...subject, scope }, question, first, after, signal), summary)
          }
          expected={total(summary)}
          none={none}
        />
      )}
    </Section>
  );
};
