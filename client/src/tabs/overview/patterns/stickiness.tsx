import { useCallback, useMemo } from "preact/hooks";
import { useAnswer } from "../../../api";
import { dash, percent } from "../../../format";
import { Frame } from "../../../parts/frame";
import { Failure, Skeleton } from "../../../parts/notes";
import { NothingFound } from "../../../parts/nothing-found";
import type { TabProps } from "../../tab";
import { fileName } from "../data";
import { meanStickiness, seriesTable, stickinessOf, stickinessTitle } from "./data";
import { askStickiness, type Scope } from "./query";
import { SeriesChart } from "./series-chart";

const hints = ["DAU", "WAU, with the 6 days before", "MAU, with the 29 days before"];

/** How often users come back. */
export const StickinessFrame = ({ view, said, go, asked, refreshed }: TabProps & { asked: Scope | null }) => {
  const answer = useAnswer(asked && JSON.stringify([asked, refreshed]), (signal) =>
    asked ? askStickiness(asked, signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  const drawn = useMemo(() => data && stickinessOf(data), [data]);
  const ratio = data?.stickiness.ratio;
  const note = useCallback((index: number) => `DAU / MAU ${words(ratio?.[index] ?? null)}`, [ratio]);
  const empty = data?.stickiness.monthly.every((users) => users === 0);
  const mean = data && meanStickiness(data);
  return (
    <Frame
      name="Stickiness"
      title={stickinessTitle(said)}
      aside={mean !== null && !empty && <span class="muted">DAU / MAU on average {percent(mean)}</span>}
      height={300}
      stale={answer.kind === "ready" && answer.stale}
      table={drawn && data && !empty ? seriesTable(drawn, { title: "DAU / MAU", values: data.stickiness.ratio }) : null}
      rows={asked}
      fileName={fileName("stickiness", view)}
    >
      {answer.kind === "loading" && <Skeleton shape="line" />}
      {answer.kind === "failed" && <Failure what="Stickiness" error={answer.error} retry={answer.retry} />}
      {empty && <NothingFound noun="event" view={said} go={go} />}
      {drawn && !empty && (
        <SeriesChart view={view} go={go} label={stickinessTitle(said)} drawn={drawn} style="lines" note={note} hints={hints} />
      )}
    </Frame>
  );
};

const words = (part: number | null): string => (part === null ? dash : percent(part));
