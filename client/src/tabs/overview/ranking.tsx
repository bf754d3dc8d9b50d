import { useState } from "preact/hooks";
import { type Answer, useAnswer } from "../../api";
import { change, count, names, percent } from "../../format";
import { type Bar, BarList, barsPerPage } from "../../parts/bar-list";
import { Chip } from "../../parts/chip";
import { Frame } from "../../parts/frame";
import { Empty, Failure, Skeleton } from "../../parts/notes";
import { comparisonWords, scopeWords } from "../../scope";
import type { View } from "../../state/view";
import type { TabProps } from "../tab";
import {
  type BarRow,
  barRows,
  fileName,
  filterRows,
  type ListKind,
  listTable,
  listTitle,
  pickedBars,
  rankingQuestion,
  toneOf,
  withBar,
  withBars,
} from "./data";
import { askRanking, type Ranking } from "./query";

/** Rows are loaded in steps of five pages. */
const rowsLoaded = 50;

/** A search looks through this many rows. */
const mostSearched = 2000;

const listHeight = 364;

/** A bar list that narrows the other one: a click selects, a second click or Escape takes it back. */
export const RankingFrame = ({ view, said, go, scope, refreshed, list, name }: TabProps & { list: ListKind; name: string }) => {
  const [search, setSearch] = useState("");
  const [turned, setTurned] = useState({ key: "", page: 0 });
  const question = scope && rankingQuestion(view, scope, list);
  const key = JSON.stringify(question);
  const page = turned.key === key ? turned.page : 0;
  const want = search.trim() ? mostSearched : Math.ceil(((page + 1) * barsPerPage) / rowsLoaded) * rowsLoaded;
  const answer = useAnswer(question && JSON.stringify([key, want, refreshed]), (signal) =>
    question ? askRanking(question, want, signal) : Promise.reject(),
  );
  const rows = answer.kind === "ready" ? barRows(answer.data.rows, list) : [];
  const comparison = comparisonWords(view);
  const other = list.of === "package" ? "user" : "package";
  const narrowing = pickedBars(view, other);
  const narrowedBy = narrowing.length === 0 ? null : names(narrowing);
  const widen = (): void => go(withBars(view, other, []));
  const setPage = (next: number): void => setTurned({ key, page: next });

  const complete = async () => {
    const all = question ? await askRanking(question, Number.POSITIVE_INFINITY, new AbortController().signal) : { rows: [] };
    return listTable(barRows(all.rows, list), list, comparison);
  };
  const shown = pageOf(rows, answer, search, page);
  return (
    <Frame
      name={name}
      title={listTitle(said, list)}
      aside={narrowedBy !== null && <Chip label={narrowedBy} remove={`Show every ${other}, not only ${narrowedBy}`} onRemove={widen} />}
      height={listHeight}
      stale={answer.kind === "ready" && answer.stale}
      table={rows.length > 0 ? listTable(rows, list, comparison) : null}
      complete={complete}
      fileName={fileName(name.toLowerCase(), view)}
    >
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && (
        <Failure what={name} error={answer.error} retry={answer.retry}>
          {narrowedBy !== null && (
            <button type="button" onClick={widen}>
              Show every {other}
            </button>
          )}
        </Failure>
      )}
      {answer.kind === "ready" && rows.length === 0 && (
        <Empty text={`No ${list.of}s: ${scopeWords(said)}.`}>
          {narrowedBy !== null && (
            <button type="button" onClick={widen}>
              Show every {other}
            </button>
          )}
        </Empty>
      )}
      {rows.length > 0 && (
        <BarList
          name={name}
          bars={shown.rows.map((row) => bar(row, list, view, comparison))}
          total={shown.total}
          page={page}
          setPage={setPage}
          search={search}
          setSearch={(text) => {
            setSearch(text);
            setPage(0);
          }}
          select={(picked, more) => go(withBar(view, list.of, picked, more))}
          compared={comparison !== null}
        />
      )}
    </Frame>
  );
};

const pageOf = (rows: readonly BarRow[], answer: Answer<Ranking>, search: string, page: number): { rows: BarRow[]; total: number } => {
  const found = search.trim() ? filterRows(rows, search) : rows;
  const total = search.trim() || answer.kind !== "ready" ? found.length : answer.data.totalRows;
  return { rows: found.slice(page * barsPerPage, (page + 1) * barsPerPage), total };
};

const bar = (row: BarRow, { of, measure }: ListKind, view: View, comparison: string | null): Bar => {
  const moved = change(row.value, row.previous);
  const chosen = pickedBars(view, of);
  const selected = row.name !== null && chosen.includes(row.name);
  const before = comparison && row.previous !== null ? `, ${count(row.previous)} in the ${comparison}` : "";
  const words = `${row.label}: ${count(row.value)} ${measure}, ${percent(row.share)} of all${before}`;
  return { ...row, change: moved, tone: toneOf(measure, moved), words, selected, dimmed: chosen.length > 0 && !selected };
};
