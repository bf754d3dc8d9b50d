import type { ComponentChildren } from "preact";
import { useAnswer } from "../../api";
import { count } from "../../format";
import { ItemLink } from "../../parts/link";
import { Failure, Skeleton } from "../../parts/notes";
import { usePanel } from "../context";
import { Section } from "../section";
import { errorThing, type Thing } from "../things";
import { moment } from "../words";
import { askCauses, askErrorsAfter } from "./cause-query";
import { actThing, afterWords, causeWords, intervalWords, isCertain, rateWords } from "./cause-words";
import "./causes.css";

/** What was done before an error, under the filter: what is followed by it beyond chance first. */
export const CausesSection = ({ id }: { id: string }) => (
  <Section name="causes" title="What comes before it" total="">
    <Causes id={id} />
  </Section>
);

const Causes = ({ id }: { id: string }) => {
  const { scope, refreshed } = usePanel();
  const answer = useAnswer(scope && JSON.stringify(["causes", id, scope, refreshed]), async (signal) => ({
    causes: scope && (await askCauses(id, scope, signal)),
  }));
  if (answer.kind === "failed") return <Failure what="What comes before it" error={answer.error} retry={answer.retry} />;
  if (answer.kind === "loading") return <Skeleton shape="bars" />;
  const { causes } = answer.data;
  if (!causes || causes.rows.length === 0) return <p class="muted panel-none">Nothing was done before it in this time.</p>;
  return (
    <List since={causes.since} shown={causes.rows.length} total={causes.totalRows} stale={answer.stale}>
      {causes.rows.map((cause) => (
        <Line
          key={`${cause.eventType.id} ${actThing(cause).label}`}
          thing={actThing(cause)}
          words={`${causeWords(cause)} (${rateWords(cause, causes.baseRate)})`}
          certain={isCertain(cause, causes.baseRate)}
          title={intervalWords(cause)}
        />
      ))}
    </List>
  );
};

/** The errors that follow an event type or a function, under the filter. */
export const ErrorsAfterSection = ({ id, noun }: { id: string; noun: "event" | "run" }) => (
  <Section name="after" title="Errors that follow" total="">
    <ErrorsAfter id={id} noun={noun} />
  </Section>
);

const ErrorsAfter = ({ id, noun }: { id: string; noun: "event" | "run" }) => {
  const { scope, refreshed } = usePanel();
  const answer = useAnswer(scope && JSON.stringify(["after", id, scope, refreshed]), async (signal) => ({
    after: scope && (await askErrorsAfter(id, scope, signal)),
  }));
  if (answer.kind === "failed") return <Failure what="Errors that follow" error={answer.error} retry={answer.retry} />;
  if (answer.kind === "loading") return <Skeleton shape="bars" />;
  const { after } = answer.data;
  if (!after || after.rows.length === 0) return <p class="muted panel-none">No errors followed in this time.</p>;
  return (
    <List since={after.since} shown={after.rows.length} total={after.totalRows} stale={answer.stale}>
      {after.rows.map((row) => (
        <Line
          key={row.error.id}
          thing={errorThing(row.error)}
          words={`${afterWords(row, after.events, noun)} (${rateWords(row, row.baseRate)})`}
          certain={isCertain(row, row.baseRate)}
          title={intervalWords(row)}
        />
      ))}
    </List>
  );
};

type ListProps = { since: string | null; shown: number; total: number; stale: boolean; children: ComponentChildren };

const List = ({ since, shown, total, stale, children }: ListProps) => {
  const { zone } = usePanel();
  return (
    <div data-stale={stale}>
      {since && <p class="muted panel-none">There are many: only what happened since {moment(since, zone)} was looked at.</p>}
      <ul class="causes">{children}</ul>
      {shown < total && <p class="muted panel-none">{count(total - shown)} more follow it less.</p>}
    </div>
  );
};

type LineProps = { thing: Thing; words: string; certain: boolean; title: string };

const Line = ({ thing: { item, label }, words, certain, title }: LineProps) => (
  <li title={title}>
    <ItemLink item={item}>{label}</ItemLink>
    <p class={certain ? "" : "muted"}>
      {words}
      {!certain && ": may be chance"}
    </p>
  </li>
);
