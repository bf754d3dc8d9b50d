import { useRef } from "preact/hooks";
import { type Answer, useAnswer } from "../../api";
import { type AnsweredRanking, askRanking, type Overview, type Ranking, type RankingQuestion, rowsLoaded } from "./query";

interface Wanted {
  question: RankingQuestion | null;
  rows: number;
}

/**
 * The rows of a list: those that came with the whole tab where they are what is wanted, else asked for alone. While the whole is on its way,
 * nothing is asked beside it.
 */
export const useRanking = (whole: Answer<Overview>, given: AnsweredRanking | null, wanted: Wanted): Answer<Ranking> => {
  const key = JSON.stringify(wanted.question);
  const fits =
    given !== null && JSON.stringify(given.question) === key && (wanted.rows <= rowsLoaded || given.rows.length === given.totalRows);
  const settled = whole.kind === "ready" && !whole.stale;
  const { question } = wanted;
  const alone = useAnswer(
    settled && !fits && question ? JSON.stringify([key, wanted.rows, whole.data.trend.scope.asOf]) : null,
    (signal) => (question ? askRanking(question, wanted.rows, signal) : Promise.reject()),
  );
  const last = useRef<Ranking | null>(null);
  const now = answerNow(whole, fits ? given : question ? null : nothing, alone);
  if (now.kind === "ready") last.current = now.data;
  return now.kind === "loading" && last.current ? { kind: "ready", data: last.current, stale: true } : now;
};

/** What is picked lies outside of the filter. */
const nothing: Ranking = { rows: [], totalRows: 0 };

const answerNow = (whole: Answer<Overview>, given: Ranking | null, alone: Answer<Ranking>): Answer<Ranking> => {
  if (whole.kind === "failed") return whole;
  if (given) return { kind: "ready", data: given, stale: whole.kind === "ready" && whole.stale };
  return whole.kind === "ready" && !whole.stale ? alone : { kind: "loading" };
};
