import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Answer, type ApiError, useAnswer } from "../../../api";
import { askHead, askMatches, askOlder, type LogHead, type LogPage, type LogQuestion } from "./query";
import { reaches, trimmed, withLatest, withOlder } from "./rows";

/** What has come since the first page of a question. */
interface Grown {
  since: LogHead;
  page: LogPage;
  total: number;
}

export interface Log {
  head: Answer<LogHead>;
  page: LogPage;
  /** Events of the scope, whether or not they are found by the search. */
  total: number;
  /** Why older rows did not come; null where nothing failed. */
  problem: ApiError | null;
  /** Events that the search finds; null while they are counted, or without a search. */
  matches: Answer<number> | null;
  loadOlder: () => void;
  /** Asks for the latest rows, under the same question; `keep`: a reader is somewhere among the others. */
  loadLatest: (keep: boolean) => Promise<void>;
}

const noRows: LogPage = { rows: [], complete: true };

/** So many pages are asked for before what is loaded is given up for the latest rows alone. */
const mostLatestPages = 5;

/** The log under one question. A new question keeps the old rows until its own are there, and stops what is on its way. */
export const useLog = (question: LogQuestion | null, refreshed: number): Log => {
  const key = question && JSON.stringify([question, refreshed]);
  const head = useAnswer(key, (signal) => (question ? askHead(question, signal) : Promise.reject()));
  const start = head.kind === "ready" ? head.data : null;
  const [grown, setGrown] = useState<Grown | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [counted, setCounted] = useState(0);
  const run = useRef<AbortController | null>(null);
  const older = useRef(false);

  useEffect(() => {
    const own = new AbortController();
    run.current = own;
    older.current = false;
    setProblem(null);
    return () => own.abort(new DOMException("Another question took its place.", "AbortError"));
  }, [key, start]);

  const current = grown && grown.since === start ? grown : null;
  const now = current?.page ?? start ?? noRows;
  const total = current?.total ?? start?.total ?? 0;
  const latest = useRef({ now, total, start, question });
  latest.current = { now, total, start, question };

  const loadOlder = useCallback((): void => {
    const { now, start, question } = latest.current;
    const last = now.rows.at(-1);
    const signal = run.current?.signal;
    if (!question || !start || !last || !signal || now.complete || older.current) return;
    older.current = true;
    askOlder(question, last.cursor, signal)
      .then((page) => {
        setProblem(null);
        setGrown({ since: start, page: withOlder(latest.current.now, page), total: latest.current.total });
      })
      .catch((error: ApiError) => signal.aborted || setProblem(error))
      .finally(() => {
        if (run.current?.signal === signal) older.current = false;
      });
  }, []);

  const loadLatest = useCallback(async (keep: boolean): Promise<void> => {
    const { start, question } = latest.current;
    const signal = run.current?.signal;
    if (!question || !start || !signal) return;
    const fresh = await askHead(question, signal);
    let page: LogPage = fresh;
    for (let pages = 1; pages < mostLatestPages && !reaches(latest.current.now, page); pages++)
      page = withOlder(page, await askOlder(question, page.rows.at(-1)?.cursor ?? "", signal));
    const grown = withLatest(latest.current.now, page);
    setGrown({ since: start, page: keep ? grown : trimmed(grown), total: fresh.total });
    setCounted((before) => before + 1);
  }, []);

  const searched = question?.where ? JSON.stringify([key, counted]) : null;
  const matches = useAnswer(searched, (signal) => (question ? askMatches(question, signal) : Promise.reject()));
  return { head, page: now, total, problem, matches: searched === null ? null : matches, loadOlder, loadLatest };
};
