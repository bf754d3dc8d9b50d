import { useEffect } from "preact/hooks";
import { useAnswer } from "../../../api";
import { capital, plural } from "../../../format";
import { qualified } from "../../../panels/things";
import { ViewLink } from "../../../parts/link";
import { Failure, Skeleton } from "../../../parts/notes";
import { NothingFound } from "../../../parts/nothing-found";
import { scopeWords } from "../../../scope";
import { withFilter } from "../../../state/view";
import type { TabProps } from "../../tab";
import { unfiltered } from "./filters";
import { askMostUsed } from "./query";

const offered = 24;

/** Inputs and outputs become columns once it is known of which function; until then, the most used ones are offered. */
export const ChooseFunction = ({ view, said, go, scope, refreshed, onAnswered, missing }: TabProps & { missing?: string }) => {
  const answer = useAnswer(scope && JSON.stringify([scope, refreshed]), (signal) =>
    scope ? askMostUsed(scope, offered, signal) : Promise.reject(),
  );
  const usage = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (usage) onAnswered(usage.scope);
  }, [usage, onAnswered]);
  const rows = (usage?.breakdown.rows ?? []).flatMap(({ key, measures }) => (key.function ? [{ run: key.function, measures }] : []));
  const several = view.filter.functions.length > 1;
  return (
    <section class="frame runs-choose" aria-label="Runs" data-testid="runs">
      <header>
        <h2>Runs with their inputs and outputs, {scopeWords(said)}</h2>
      </header>
      <p class="runs-say">
        {missing ? `There is no function ${missing}. ` : several ? "The filter names several functions. " : ""}
        Choose one function: its inputs and outputs become columns.
      </p>
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what="The most used functions" error={answer.error} retry={answer.retry} />}
      {usage && rows.length === 0 && <NothingFound noun="run" view={said} go={go} />}
      {rows.length > 0 && (
        <ul aria-label={`${capital(several ? "functions in the filter" : "the most used functions")}`}>
          {rows.map(({ run, measures }) => (
            <li key={qualified(run)}>
              <ViewLink to={{ ...withFilter(view, { functions: [qualified(run)] }), options: unfiltered(view.options) }}>
                {qualified(run)}
              </ViewLink>{" "}
              <span class="number muted">
                {plural(measures.events, "run")}, {plural(measures.users, "user")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
