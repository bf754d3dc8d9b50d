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
  const key = question && JSON.stringify(question);
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
  // Rows of an earlier question are only shown until its successor has its own.
  const settled = head.kind === "ready" && !head.stale ? head.data : null;
  const latest = useRef({ now, head, settled, question });
  latest.current = { now, head, settled, question };

  const grow = useCallback((since: LogHead, change: (before: Grown) => Grown): void => {
    setGrown((before) => change(before?.since === since ? before : { since, page: since, total: since.total }));
  }, []);

  const loadOlder = useCallback((): void => {
    const { now, settled, question } = latest.current;
    const last = now.rows.at(-1);
    const signal = run.current?.signal;
    if (!question || !settled || !last || !signal || now.complete || older.current) return;
    older.current = true;
    askOlder(question, last.cursor, signal)
      .then((page) => {
        setProblem(null);
        // Where the latest rows took the place of all others meanwhile, these would leave a gap.
        grow(settled, (before) => (before.page.rows.at(-1)?.id === last.id ? { ...before, page: withOlder(before.page, page) } : before));
      })
      .catch((error: ApiError) => signal.aborted || setProblem(error))
      .finally(() => {
        if (run.current?.signal === signal) older.current = false;
      });
  }, [grow]);

  const loadLatest = useCallback(
    async (keep: boolean): Promise<void> => {
      const { settled, question } = latest.current;
      const signal = run.current?.signal;
      if (!question || !settled || !signal) return;
      const fresh = await askHead(question, signal);
      let page: LogPage = fresh;
      for (let pages = 1; pages < mostLatestPages && !reaches(latest.current.now, page); pages++)
        page = withOlder(page, await askOlder(question, page.rows.at(-1)?.cursor ?? "", signal));
      grow(settled, (before) => {
        const grown = withLatest(before.page, page);
        return { ...before, page: keep ? grown : trimmed(grown), total: fresh.total };
      });
      setProblem(null);
      setCounted((before) => before + 1);
    },
    [grow],
  );

  // Fresh figures bring what is new, and leave a reader where they are.
  const seen = useRef(refreshed);
  useEffect(() => {
    if (seen.current === refreshed) return;
    seen.current = refreshed;
    const { head } = latest.current;
    if (head.kind === "failed") head.retry();
    else loadLatest(true).catch((error: ApiError) => run.current?.signal.aborted || setProblem(error));
  }, [refreshed, loadLatest]);

  const searched = question?.where ? JSON.stringify([key, counted]) : null;
  const matches = useAnswer(searched, (signal) => (question ? askMatches(question, signal) : Promise.reject()));
  return { head, page: now, total, problem, matches: searched === null ? null : matches, loadOlder, loadLatest };
};
