import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer } from "../../../api";
import { useMarksMade } from "../../../panels/marks/marks";
import { Frame } from "../../../parts/frame";
import { Grid, gridTable } from "../../../parts/grid/grid";
import { writeOrder } from "../../../parts/grid/order";
import { Empty, Failure, Skeleton } from "../../../parts/notes";
import { rangeWords, scopeWords, zoneOf } from "../../../scope";
import { clearFilters, hasFilters, withOption } from "../../../state/view";
import type { TabProps } from "../../tab";
import { columnsOf } from "./columns";
import { askedOrder, dimensions, errorsTitle, groupedBy, markedWords, orderOf, rowName, showsMarked, sumWords } from "./data";
import "./errors.css";
import { GroupMenu } from "./groups";
import { askAllErrors, askErrors, type ErrorsQuestion } from "./query";

const pageSize = 50;
const mostRows = 1000;

/** The errors of the filter by what they have in common. */
export const ErrorsView = ({ view, said, go, scope, refreshed, onAnswered }: TabProps) => {
  const by = groupedBy(view);
  const zone = zoneOf(view);
  const marked = showsMarked(view);
  const marks = useMarksMade();
  const asked = scope && JSON.stringify([scope, by, orderOf(view), marked]);
  // Another question begins with its first page.
  const [grown, setGrown] = useState({ asked, first: pageSize });
  const first = grown.asked === asked ? grown.first : pageSize;
  const question: ErrorsQuestion | null = scope && {
    scope,
    by: by.map((one) => dimensions[one].id),
    order: askedOrder(view),
    marked,
    first,
  };
  const answer = useAnswer(question && JSON.stringify([question, refreshed, marks]), (signal) =>
    question ? askErrors(question, signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (data) onAnswered(data.scope);
  }, [data, onAnswered]);
  const columns = useMemo(() => columnsOf(view, by, zone), [view, zone]);
  const rows = data?.rows ?? [];
  const complete = async () => {
    if (!question) return gridTable(columns, rows);
    return gridTable(columns, await askAllErrors(question));
  };
  const stale = answer.kind === "ready" && answer.stale;
  return (
    <Frame
      name="Errors"
      title={errorsTitle(said)}
      height="auto"
      stale={stale}
      isTable
      table={rows.length > 0 ? gridTable(columns, rows) : null}
      complete={complete}
      fileName={`errors ${rangeWords(view)}.csv`}
    >
      <div class="errors-tools">
        <GroupMenu view={view} go={go} />
        <span class="number" role="status">
          {data && sumWords(data)}
        </span>
        {data && data.marked.errors > 0 && (
          <span class="muted">
            {markedWords(data, marked)}{" "}
            <button type="button" class="quiet" onClick={() => go(withOption(view, "marked", marked ? null : "shown"), "replace")}>
              {marked ? "Leave them out" : "Show them too"}
            </button>
          </span>
        )}
      </div>
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what="The errors" error={answer.error} retry={answer.retry} />}
      {data && rows.length === 0 && (
        <Empty text={`No errors: ${scopeWords(said)}.`}>
          {hasFilters(view) && (
            <button type="button" onClick={() => go(clearFilters(view))}>
              Clear all filters
            </button>
          )}
        </Empty>
      )}
      {data && rows.length > 0 && (
        <Grid
          label={errorsTitle(said)}
          columns={columns}
          rows={rows}
          keyOf={({ key }) => rowName(key, by)}
          order={orderOf(view)}
          setOrder={(order) => go(withOption(view, "order", writeOrder(order) === "-occurrences" ? null : writeOrder(order)), "replace")}
          current={by.length === 1 ? (view.item?.key ?? null) : null}
          total={data.totalRows}
          more={rows.length < data.totalRows && first < mostRows ? () => setGrown({ asked, first: Math.min(mostRows, first + 100) }) : null}
          busy={stale}
        />
      )}
    </Frame>
  );
};
