import { useState } from "preact/hooks";
import { useAnswer } from "../../api";
import { count, names, plural } from "../../format";
import { ItemLink } from "../../parts/link";
import { Failure, Skeleton } from "../../parts/notes";
import { usePanel } from "../context";
import { Section } from "../section";
import { entityThing, qualified } from "../things";
import { shortMoment } from "../words";
import { arcPath, arcRoom, type LineageLayout, layoutOf, rowHeight } from "./layout";
import "./lineage.css";
import { askLineage, type LineageStep } from "./query";

const usual = 2;
const deepest = 10;

/** Objects on either side, until a reader wants all. */
const few = 8;

/** What an object was made from and what was made from it, as a small graph. Each name leads to that object's own. */
export const LineageSection = ({ id }: { id: string }) => {
  const { refreshed } = usePanel();
  const [depth, setDepth] = useState(usual);
  const answer = useAnswer(JSON.stringify([id, depth, refreshed]), async (signal) => askLineage(id, depth, signal));
  const [all, setAll] = useState(false);
  const found = answer.kind === "ready" && answer.data ? layoutOf(answer.data, all ? undefined : few) : null;
  const around = found ? found.rows.length - 1 + found.hidden : 0;
  const more = found && (found.truncated.origin || found.truncated.derived) && depth < deepest;
  return (
    <Section name="origin" title="Origin and use" total={found ? plural(around, "object") : ""}>
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what="Origin and use" error={answer.error} retry={answer.retry} />}
      {found && around === 0 && <p class="muted panel-none">No run that is kept made it from another object, or another one from it.</p>}
      {found && around > 0 && <Graph layout={found} id={id} />}
      {found && (found.hidden > 0 || more) && (
        <p class="panel-pages">
          {found.hidden > 0 && (
            <button type="button" class="quiet" onClick={() => setAll(true)}>
              All {count(around)}
            </button>
          )}
          {more && (
            <button type="button" class="quiet" onClick={() => setDepth(depth + 1)}>
              One level more
            </button>
          )}
        </p>
      )}
    </Section>
  );
};

const Graph = ({ layout: { rows, arcs }, id }: { layout: LineageLayout; id: string }) => (
  <div class="lineage">
    <svg width={arcRoom} height={rows.length * rowHeight} aria-hidden="true">
      {arcs.map((arc) => (
        <path key={`${arc.from} ${arc.to}`} d={arcPath(arc)} data-own={rows[arc.from]?.id === id || rows[arc.to]?.id === id} />
      ))}
    </svg>
    <ul aria-label="Origin and use">
      {rows.map((row, place) => {
        const words = arcs.filter(({ to }) => to === place).map(({ from, step }) => `${rows[from]?.name} ${stepWords(step)}`);
        const made = words.length > 0 ? `${row.name}, made from ${words.join("; from ")}` : row.name;
        return (
          <li key={row.id} data-level={Math.sign(row.level)}>
            {row.id === id ? (
              <strong class="cut" title={made}>
                {row.name}
              </strong>
            ) : (
              <ItemLink item={entityThing(row).item} class="cut" title={made}>
                {row.name}
              </ItemLink>
            )}{" "}
            <small class="muted">
              {row.type}
              <LastStep steps={arcs.filter(({ to }) => to === place).map(({ step }) => step)} />
            </small>
          </li>
        );
      })}
    </ul>
  </div>
);

/** `by Chem:fingerprints, 12 times`. */
const stepWords = ({ events, functions }: LineageStep): string =>
  `${functions.length > 0 ? `by ${names(functions.map(qualified))}, ` : ""}${events === 1 ? "once" : `${events} times`}`;

const LastStep = ({ steps }: { steps: readonly LineageStep[] }) => {
  const { zone } = usePanel();
  const last = steps
    .map(({ lastAt }) => lastAt)
    .sort()
    .at(-1);
  return last ? <>, {shortMoment(last, zone)}</> : null;
};
