import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../../../api";
import { HeatMap } from "../../../charts/heat-map/heat-map";
import { count, dash, percent, plural } from "../../../format";
import { Frame } from "../../../parts/frame";
import { Empty, Failure, Skeleton } from "../../../parts/notes";
import { Switch } from "../../../parts/switch";
import { scopeWords } from "../../../scope";
import { withOption } from "../../../state/view";
import type { TabProps } from "../../tab";
import { fileName } from "../data";
import { retentionCell, retentionTitle, type Triangle, triangleOf, triangleTable, type Width, widthOf, widths, withPlace } from "./data";
import { askRetainedUsers, askRetention, type Scope } from "./query";

/** Users by the time of their first use, and how many of them came back when. */
export const RetentionFrame = ({ view, said, go, asked, refreshed }: TabProps & { asked: Scope | null }) => {
  const width = widthOf(view.options.cohorts) ?? "week";
  const answer = useAnswer(asked && JSON.stringify([asked, refreshed, width]), (signal) =>
    asked ? askRetention(asked, widths[width], signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  const triangle = useMemo(() => data && triangleOf(data), [data]);
  const shown = triangle && triangle.rows.length > 0 ? triangle : null;
  const earlier = data?.retention.earlierUsers ?? 0;
  return (
    <Frame
      name="Retention"
      title={retentionTitle(said, width)}
      aside={
        <Switch
          name="Length of the periods"
          options={[
            { value: "day", label: "Day" },
            { value: "week", label: "Week" },
            { value: "month", label: "Month" },
          ]}
          chosen={width}
          choose={(cohorts) => go(withOption(view, "cohorts", cohorts === "week" ? null : cohorts), "replace")}
        />
      }
      height="auto"
      stale={answer.kind === "ready" && answer.stale}
      table={shown && triangleTable(shown)}
      rows={asked}
      fileName={fileName("retention", view)}
    >
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what="Retention" error={answer.error} retry={answer.retry} />}
      {triangle && !shown && (
        <Empty
          text={`Nobody was active for the first time: ${scopeWords(said)}.${earlier > 0 ? ` ${plural(earlier, "user")} had been before. Choose a longer range.` : ""}`}
        />
      )}
      {shown && (
        <>
          <p class="muted">
            Each row: users who were active for the first time ever under this filter, and the part of them that was active so many{" "}
            {shown.noun}s later. Dashed: not yet over. A click shows what they did then.
            {earlier > 0 && ` ${plural(earlier, "user")} of this range had been active before and are in no row.`}
          </p>
          <TriangleMap view={view} go={go} asked={asked} triangle={shown} width={width} />
        </>
      )}
    </Frame>
  );
};

/** As many users as a link can hold. */
const mostPicked = 100;

interface TriangleProps extends Pick<TabProps, "view" | "go"> {
  asked: Scope | null;
  triangle: Triangle;
  width: Width;
}

const TriangleMap = ({ view, go, asked, triangle, width }: TriangleProps) => {
  const [problem, setProblem] = useState("");
  const latest = useRef<AbortController | null>(null);
  useEffect(() => () => latest.current?.abort(), []);

  const pick = async (row: number, later: number): Promise<void> => {
    const cohort = triangle.rows[row];
    const period = cohort && triangle.places[cohort.at]?.from;
    if (!asked || !cohort || !period) return;
    latest.current?.abort();
    const asking = new AbortController();
    latest.current = asking;
    const { signal } = asking;
    setProblem("");
    try {
      const question = { scope: asked, bucket: widths[width], period, later, first: mostPicked };
      const { totalUsers, users } = await askRetainedUsers(question, signal);
      if (totalUsers === 0) setProblem("None of them was active then.");
      else if (totalUsers > mostPicked)
        setProblem(
          `${plural(totalUsers, "user")} are more than can be picked one by one (${mostPicked}). Choose shorter periods or a group.`,
        );
      else
        go(
          withPlace(
            view,
            triangle,
            cohort,
            later,
            users.map(({ login }) => login),
          ),
        );
    } catch (error) {
      if (!signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <>
      <p class="muted" role="status">
        {problem}
      </p>
      <HeatMap
        flat
        label="Retention"
        corner={`First ${triangle.noun}, new users`}
        columns={Array.from({ length: triangle.width }, (_, later) => ({
          key: String(later),
          head: (
            <span title={`On average, of cohorts for which it is over: ${partWords(triangle.average[later] ?? null)}`}>
              {later} <br />
              {partWords(triangle.average[later] ?? null)}
            </span>
          ),
        }))}
        rows={triangle.rows.map(({ label, size }) => ({
          key: label,
          head: (
            <>
              {label} <span class="muted number">{count(size)}</span>
            </>
          ),
        }))}
        cell={(row, later) => retentionCell(triangle, row, later, view)}
        pick={(row, later) => void pick(row, later)}
      />
    </>
  );
};

const partWords = (part: number | null): string => (part === null ? dash : percent(part));
