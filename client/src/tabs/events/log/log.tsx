import { useMemo, useRef, useState } from "preact/hooks";
import { count, date, plural, zoneName } from "../../../format";
import { Frame } from "../../../parts/frame";
import { Empty, Failure, Skeleton } from "../../../parts/notes";
import { rangeWords, zoneOf } from "../../../scope";
import type { View } from "../../../state/view";
import { dayOf } from "../../../zone";
import type { TabProps } from "../../tab";
import { logTitle, logWords } from "../data";
import { LogGrid } from "./grid";
import "./log.css";
import { type LogHead, type LogRow, logQuestion } from "./query";
import { logTable } from "./table";
import { LiveSwitch, LogSearch } from "./tools";
import { type Log, useLog } from "./use-log";
import { useTail } from "./use-tail";

/** Single events, under the same scope as the charts, narrowed to what is picked in them and to what is searched. */
export const LogFrame = ({ view, said, go, scope, refreshed }: TabProps) => {
  const [on, setOn] = useState(false);
  const [away, setAway] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const question = useMemo(() => scope && logQuestion(view, scope), [scope, view.selection, view.search]);
  const log = useLog(question, refreshed);
  const head = log.head.kind === "ready" ? log.head.data : null;
  const why = head && !head.open ? "The range is over: nothing new can come" : null;
  const state = useTail(on && head !== null && why === null, () => log.loadLatest(away));
  const zone = zoneOf(view);
  const { rows } = log.page;
  const show = ({ id }: LogRow): void => go({ ...view, item: { kind: "event", key: id } });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    root.current?.querySelector<HTMLInputElement>(".log-search")?.focus();
  };
  const shownTable = useMemo(() => (rows.length > 0 ? { columns: [], rows: [] } : null), [rows.length > 0]);
  return (
    <div ref={root} onKeyDown={onKeyDown}>
      <Frame
        name="Log"
        title={logTitle(said)}
        height="auto"
        stale={log.head.kind === "ready" && log.head.stale}
        isTable
        table={shownTable}
        complete={async () => logTable(rows)}
        rows={question?.scope ?? null}
        rowsWhere={question?.where ?? null}
        fileName={`log ${rangeWords(view)}.csv`}
      >
        <div class="log">
          <div class="log-tools">
            <LogSearch view={view} go={go} />
            <LiveSwitch on={on} setOn={setOn} why={why} state={state} />
            <span class="log-count number" role="status">
              {countWords(log)}
            </span>
          </div>
          {head?.eventsSince && <p class="muted">{droppedWords(head.eventsSince, zone)}</p>}
          {!question && scope && <NoRows view={view} said={said} go={go} />}
          {question && log.head.kind === "loading" && <Skeleton shape="bars" />}
          {log.head.kind === "failed" && <Failure what="The log" error={log.head.error} retry={log.head.retry} />}
          {question && head && rows.length === 0 && <NoRows view={view} said={said} go={go} />}
          {question && head && rows.length > 0 && (
            <LogGrid
              name={logTitle(said)}
              page={log.page}
              total={listed(log)}
              zone={zone}
              zoneName={zoneName(rows[0]?.time ?? Date.now(), zone)}
              shown={view.item?.kind === "event" ? view.item.key : null}
              show={show}
              loadOlder={log.loadOlder}
              onAway={setAway}
              foot={footWords(log, head)}
            />
          )}
          {log.problem && <Failure what="More events" error={log.problem} retry={log.loadOlder} />}
        </div>
      </Frame>
    </div>
  );
};

const listed = ({ matches, total }: Log): number | null => {
  if (matches === null) return total;
  return matches.kind === "ready" ? matches.data : null;
};

const countWords = ({ head, matches, total }: Log): string => {
  if (head.kind !== "ready") return "";
  if (matches === null) return plural(total, "event");
  return `${matches.kind === "ready" ? count(matches.data) : "…"} of ${plural(total, "event")}`;
};

const footWords = ({ page }: Log, { eventsSince }: LogHead): string => {
  if (!page.complete) return "Loading older events";
  return eventsSince === null ? "These are all." : "These are all that were kept.";
};

const droppedWords = (since: string, zone: string): string =>
  `Events before ${date(dayOf(since, zone))} were dropped by age: they are counted, but cannot be listed.`;

/** Nothing to list, and what to take away to see something. */
const NoRows = ({ view, said, go }: { view: View; said: View; go: TabProps["go"] }) => (
  <div class="log-none">
    <Empty text={`No events: ${logWords(said)}.`}>
      {view.search.trim() && (
        <button type="button" onClick={() => go({ ...view, search: "" }, "replace")}>
          Clear the search
        </button>
      )}
      {view.selection.length > 0 && (
        <button type="button" onClick={() => go({ ...view, selection: [] })}>
          Show more than what is picked
        </button>
      )}
    </Empty>
  </div>
);
