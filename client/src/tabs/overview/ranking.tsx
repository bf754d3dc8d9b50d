import { useState } from "preact/hooks";
import type { Answer } from "../../api";
import { BarList, barsPerPage } from "../../parts/bar-list";
import { Chip } from "../../parts/chip";
import { Frame } from "../../parts/frame";
import { Empty, Failure, Skeleton } from "../../parts/notes";
import { comparisonWords, scopeWords } from "../../scope";
import type { View } from "../../state/view";
import type { TabProps } from "../tab";
import { fileName } from "./data";
import {
  type BarRow,
  barOf,
  barRows,
  filterRows,
  type ListKind,
  listTable,
  listTitle,
  packageWords,
  peopleWords,
  rankingQuestion,
} from "./lists";
import { areasOutside, picksOf, withBar, withBars, withPicks } from "./picks";
import { askRanking, type Overview, type Ranking, rowsLoaded } from "./query";
import { useRanking } from "./use-ranking";

/** A search looks through this many rows. */
const mostSearched = 2000;

const listHeight = 364;

type RankingProps = TabProps & { whole: Answer<Overview>; list: ListKind; name: string };

/** A bar list that narrows the other one: a click selects, a second click or Escape takes it back. */
export const RankingFrame = ({ view, said, go, scope, whole, list, name }: RankingProps) => {
  const [search, setSearch] = useState("");
  const [turned, setTurned] = useState({ key: "", page: 0 });
  const answered = whole.kind === "ready" ? whole.data.trend.scope : null;
  const question = scope && rankingQuestion(view, scope, list, answered);
  const key = JSON.stringify(question);
  const page = turned.key === key ? turned.page : 0;
  const want = search.trim() ? mostSearched : Math.ceil(((page + 1) * barsPerPage) / rowsLoaded) * rowsLoaded;
  const given = whole.kind === "ready" ? whole.data[list.of === "package" ? "packages" : "users"] : null;
  const answer = useRanking(whole, given, { question, rows: want });
  const rows = answer.kind === "ready" ? barRows(answer.data.rows, list) : [];
  const comparison = comparisonWords(view);
  const setPage = (next: number): void => setTurned({ key, page: next });

  const complete = async () => {
    const all = question ? await askRanking(question, Number.POSITIVE_INFINITY, new AbortController().signal) : { rows: [] };
    return listTable(barRows(all.rows, list), list, comparison);
  };
  const widen = areasOutside(view, list.of).length > 0 && (
    <button type="button" onClick={() => go(withPicks(view, { ...picksOf({ ...view, selection: [] }), ...ownPicks(view, list) }))}>
      Show every {list.of === "package" ? "user" : "package"} and all the time
    </button>
  );
  const shown = pageOf(rows, answer, search, page);
  return (
    <Frame
      name={name}
      title={listTitle(said, list)}
      aside={<Narrowing view={view} go={go} list={list} />}
      height={listHeight}
      stale={answer.kind === "ready" && answer.stale}
      table={rows.length > 0 ? listTable(rows, list, comparison) : null}
      complete={complete}
      rows={question?.scope ?? null}
      fileName={fileName(name.toLowerCase(), view)}
    >
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && (
        <Failure what={name} error={answer.error} retry={answer.retry}>
          {widen}
        </Failure>
      )}
      {answer.kind === "ready" && rows.length === 0 && <Empty text={`No ${list.of}s: ${scopeWords(said)}.`}>{widen}</Empty>}
      {rows.length > 0 && (
        <BarList
          name={name}
          bars={shown.rows.map((row) => barOf(row, list, view, comparison))}
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

const ownPicks = (view: View, { of }: ListKind) => {
  const { packages, users, anonymous } = picksOf(view);
  return of === "package" ? { packages } : { users, anonymous };
};

/** By what is picked in the other list, with the way to take it back. */
const Narrowing = ({ view, go, list }: Pick<TabProps, "view" | "go"> & { list: ListKind }) => {
  const [other, things] = list.of === "package" ? (["user", peopleWords(view)] as const) : (["package", packageWords(view)] as const);
  if (!things) return null;
  return <Chip label={things} remove={`Show every ${other}, not only ${things}`} onRemove={() => go(withBars(view, other, []))} />;
};

const pageOf = (rows: readonly BarRow[], answer: Answer<Ranking>, search: string, page: number): { rows: BarRow[]; total: number } => {
  const found = search.trim() ? filterRows(rows, search) : rows;
  const total = search.trim() || answer.kind !== "ready" ? found.length : answer.data.totalRows;
  return { rows: found.slice(page * barsPerPage, (page + 1) * barsPerPage), total };
};
