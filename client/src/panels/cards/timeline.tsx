import { useEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../../api";
import { count, moment, plural } from "../../format";
import { walkFocus } from "../../parts/keys";
import { ItemLink } from "../../parts/link";
import { Failure, Skeleton } from "../../parts/notes";
import { usePanel } from "../context";
import { Section } from "../section";
import { duration } from "../words";
import { askTimeline, type TimelinePage, type TimelinePlace } from "./query";
import { barLength, breakWords, entryWords, type TimelineEntry } from "./timeline-words";
import "./timeline.css";

const pageSize = 100;

interface TimelineProps {
  /** Of the session. */
  id: string;
  events: number;
  /** The event that one came from; null without one. */
  marked: string | null;
}

/** Everything of a session in order, with the breaks between. Open where one comes from an event of it. */
export const Timeline = ({ id, events, marked }: TimelineProps) => {
  const { view, go } = usePanel();
  useEffect(() => {
    if (marked && !view.open.includes("timeline")) go({ ...view, open: [...view.open, "timeline"] }, "replace");
  }, []);
  return (
    <Section name="timeline" title="Timeline" total={plural(events, "event")}>
      <Pages id={id} marked={marked} />
    </Section>
  );
};

const Pages = ({ id, marked }: Omit<TimelineProps, "events">) => {
  const { refreshed } = usePanel();
  const [place, setPlace] = useState<TimelinePlace>(marked ? { around: marked } : {});
  const root = useRef<HTMLDivElement>(null);
  const answer = useAnswer(JSON.stringify(["timeline", id, place, refreshed]), async (signal) => ({
    page: await askTimeline(id, pageSize, place, signal),
  }));
  const page = answer.kind === "ready" ? answer.data.page : null;
  useEffect(() => {
    const entry = root.current?.querySelector("[data-marked]");
    const panel = entry?.closest(".panel-body");
    // The panel alone is scrolled: the page stays where it is.
    if (entry && panel) panel.scrollTop += entry.getBoundingClientRect().top - panel.getBoundingClientRect().top - 120;
  }, [page]);
  if (answer.kind === "failed") return <Failure what="The timeline" error={answer.error} retry={answer.retry} />;
  if (!page) return answer.kind === "loading" ? <Skeleton shape="bars" /> : null;
  if (page.entries.length === 0) return <p class="muted panel-none">Its single events were dropped by age.</p>;
  const longest = Math.max(0, ...page.entries.map(({ event }) => event.durationMs ?? 0));
  return (
    <div ref={root} data-stale={answer.kind === "ready" && answer.stale} onKeyDown={(event) => walkFocus(event, root.current, "li a")}>
      <ol class="timeline" aria-label="Timeline">
        {page.entries.map((entry) => (
          <Entry key={entry.event.id} entry={entry} longest={longest} marked={entry.event.id === marked} />
        ))}
      </ol>
      <Turn page={page} turn={setPlace} />
    </div>
  );
};

const Entry = ({ entry, longest, marked }: { entry: TimelineEntry; longest: number; marked: boolean }) => {
  const { zone } = usePanel();
  const { event, sameAction, ownSession } = entry;
  const pause = breakWords(entry);
  const took = event.durationMs === null ? "" : duration(event.durationMs);
  return (
    <>
      {pause && <li class="timeline-break muted">{pause}</li>}
      <li
        class="timeline-entry"
        data-same={sameAction && !pause}
        data-action={event.action !== null}
        data-error={event.isError}
        data-marked={marked ? "" : undefined}
        aria-current={marked ? "true" : undefined}
      >
        <time class="number muted" dateTime={event.time}>
          {moment(event.time, zone).split(" ").at(-1)}
        </time>
        <span class="timeline-what">
          <ItemLink item={{ kind: "event", key: event.id }} title={[event.source, event.eventType.name, entryWords(entry)].join(", ")}>
            {event.isError ? "⚠ " : ""}
            {entryWords(entry)}
          </ItemLink>
          {event.error && <small class="bad">{event.error.message}</small>}
          {!ownSession && <small class="muted">told by the server, without the session</small>}
          {took && (
            <small class="timeline-took muted">
              <i style={{ "--part": barLength(event.durationMs, longest) }} />
              {took}
            </small>
          )}
        </span>
      </li>
    </>
  );
};

const Turn = ({ page: { entries, totalCount, pageInfo }, turn }: { page: TimelinePage; turn: (place: TimelinePlace) => void }) => {
  if (!pageInfo.hasNextPage && !pageInfo.hasPreviousPage) return null;
  const [first, last] = [entries[0]?.position ?? 0, entries.at(-1)?.position ?? 0];
  return (
    <p class="panel-pages">
      <span class="number muted" aria-live="polite">
        {count(first)}–{count(last)} of {count(totalCount)}
      </span>
      <button
        type="button"
        class="quiet"
        disabled={!pageInfo.hasPreviousPage}
        aria-label="Earlier events"
        onClick={() => turn({ before: pageInfo.startCursor })}
      >
        ‹
      </button>
      <button
        type="button"
        class="quiet"
        disabled={!pageInfo.hasNextPage}
        aria-label="Later events"
        onClick={() => turn({ after: pageInfo.endCursor })}
      >
        ›
      </button>
    </p>
  );
};
