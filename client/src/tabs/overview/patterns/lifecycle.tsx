import { useCallback, useEffect, useMemo } from "preact/hooks";
import { useAnswer } from "../../../api";
import { count } from "../../../format";
import { Frame } from "../../../parts/frame";
import { Failure, Skeleton } from "../../../parts/notes";
import { NothingFound } from "../../../parts/nothing-found";
import { Switch } from "../../../parts/switch";
import { withOption } from "../../../state/view";
import type { TabProps } from "../../tab";
import { fileName } from "../data";
import { lifecycleOf, lifecycleTitle, seriesTable, widthOf, widths } from "./data";
import { askLifecycle, type Scope } from "./query";
import { SeriesChart } from "./series-chart";

const hints = ["active in the one before too", "after a pause", "for the first time", "were active in the one before, and are not now"];

/** How the users of each bucket stand to those before. */
export const LifecycleFrame = ({ view, said, go, asked, refreshed, onAnswered }: TabProps & { asked: Scope | null }) => {
  const width = widthOf(view.options.per) ?? "week";
  const answer = useAnswer(asked && JSON.stringify([asked, refreshed, width]), (signal) =>
    asked ? askLifecycle(asked, widths[width], signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (data) onAnswered(data.scope);
  }, [data, onAnswered]);
  const drawn = useMemo(() => data && lifecycleOf(data), [data]);
  const note = useCallback((index: number) => `${count(data?.lifecycle.active[index] ?? 0)} active`, [data]);
  const empty = data?.lifecycle.active.every((users) => users === 0) && data.lifecycle.dormant.every((users) => users === 0);
  const title = lifecycleTitle(said, data);
  return (
    <Frame
      name="Lifecycle"
      title={title}
      aside={
        <Switch
          name="Width of the buckets"
          options={[
            { value: "day", label: "Day" },
            { value: "week", label: "Week" },
            { value: "month", label: "Month" },
          ]}
          chosen={width}
          choose={(per) => go(withOption(view, "per", per === "week" ? null : per), "replace")}
        />
      }
      height={320}
      stale={answer.kind === "ready" && answer.stale}
      table={drawn && !empty ? seriesTable(drawn) : null}
      rows={asked}
      fileName={fileName("lifecycle", view)}
    >
      {answer.kind === "loading" && <Skeleton shape="line" />}
      {answer.kind === "failed" && <Failure what="Lifecycle" error={answer.error} retry={answer.retry} />}
      {empty && <NothingFound noun="event" view={said} go={go} />}
      {drawn && !empty && <SeriesChart view={view} go={go} label={title} drawn={drawn} style="stacked" note={note} hints={hints} />}
    </Frame>
  );
};
