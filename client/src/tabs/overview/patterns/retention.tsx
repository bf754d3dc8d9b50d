import { useMemo } from "preact/hooks";
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
import { retentionCell, retentionTitle, type Triangle, triangleOf, triangleTable, widthOf, widths } from "./data";
import { askRetention, type Scope } from "./query";

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
            {shown.noun}s later. Dashed: not yet over.
            {earlier > 0 && ` ${plural(earlier, "user")} of this range had been active before and are in no row.`}
          </p>
          <TriangleMap triangle={shown} />
        </>
      )}
    </Frame>
  );
};

const TriangleMap = ({ triangle }: { triangle: Triangle }) => (
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
    cell={(row, later) => retentionCell(triangle, row, later)}
  />
);

const partWords = (part: number | null): string => (part === null ? dash : percent(part));
