import { plural } from "../format";
import { onTab, type View } from "../state/view";
import { usePanel } from "./context";
import { askLatest, type LatestEvent, type LatestPage, type Subject, type Summary } from "./query";
import { Rows, Section } from "./section";
import type { Row, RowPage } from "./sections";
import { duration, moment, shortMoment } from "./words";

/** An event as one line: what happened, who did it, and when. */
export const eventRow = (event: LatestEvent, zone: string): Row => {
  const { id, time, source, description, isError, durationMs, eventType, user } = event;
  const label = `${isError ? "⚠ " : ""}${description || eventType.name}`;
  const who = user?.login ?? "anonymous";
  const took = durationMs === null ? "" : `, ${duration(durationMs)}`;
  const words = `${isError ? "Error: " : ""}${description || eventType.name}, ${source} ${eventType.name}, ${who}, ${moment(time, zone)}${took}`;
  return {
    key: id,
    item: { kind: "event", key: id },
    label,
    detail: `${who}, ${source}`,
    value: shortMoment(time, zone),
    share: null,
    words,
  };
};

export const eventPage = (page: LatestPage | null, total: number, zone: string): RowPage => ({
  rows: (page?.nodes ?? []).map((event) => eventRow(event, zone)),
  total,
  next: page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null,
});

interface LatestEventsProps {
  title: string;
  noun: "event" | "run";
  subject: Subject;
  summary: Summary;
  from: View | null;
}

/** The very events behind the figures, the latest first. */
export const LatestEvents = ({ title, noun, subject, summary, from }: LatestEventsProps) => {
  const { zone } = usePanel();
  const { events } = summary.totals;
  const { eventsSince } = summary.scope;
  const details = from && events > 0 ? { view: onTab(from, "events"), words: `Show ${plural(events, noun)} on the Events tab` } : null;
  return (
    <Section name="events" title={title} total={plural(events, noun)} details={details}>
      {eventsSince && (
        <p class="muted panel-none">Single events before {moment(eventsSince, zone)} were dropped by age; they are counted all the same.</p>
      )}
      <Rows
        title={title}
        about={JSON.stringify(["events", subject])}
        load={async (first, after, signal) => eventPage(await askLatest(subject, first, after, signal), events, zone)}
        expected={events}
        none="No single events here."
        tall
      />
    </Section>
  );
};
