import { useAnswer } from "../../../api";
import { Swatch } from "../../../charts/sources";
import { duration, exactMoment, moment } from "../../../format";
import { Icon } from "../../../parts/icons";
import { Failure } from "../../../parts/notes";
import { detailLines } from "./details";
import { askDetails, type LogRow } from "./query";

/** The columns, in order; `log.css` gives each its width. */
export const logColumns = ["Time", "Source", "Type", "User", "Package", "Function", "Duration", "Description"] as const;

interface RowProps {
  row: LogRow;
  /** Its place among all rows, from 0. */
  index: number;
  top: number;
  zone: string;
  id: string;
  active: boolean;
  /** Whether the panel shows its card. */
  shown: boolean;
  open: boolean;
  show: (row: LogRow) => void;
  toggle: (row: LogRow) => void;
}

/** One event: a line that opens its card, and a small button that opens what it carries below it. */
export const LogLine = ({ row, index, top, zone, id, active, shown, open, show, toggle }: RowProps) => {
  const { login, name } = row.user ?? { login: "Anonymous", name: null };
  return (
    <div
      role="row"
      class="log-row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={shown}
      data-active={active}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => show(row)}
    >
      <span role="gridcell" class="log-cell" title={exactMoment(row.time, zone)}>
        <button
          type="button"
          class="quiet log-toggle"
          tabIndex={-1}
          aria-expanded={open}
          aria-label="Parameters and error"
          title="Parameters and error (→)"
          onClick={(event) => {
            event.stopPropagation();
            toggle(row);
          }}
        >
          <Icon name="down" />
        </button>
        <time class="number" dateTime={row.time}>
          {moment(row.time, zone)}
        </time>
      </span>
      <span role="gridcell" class="log-cell">
        <Swatch source={row.source} /> <span class="cut">{row.source}</span>
      </span>
      <Cell text={row.eventType.name} />
      <Cell text={login} title={name ? `${name} (${login})` : login} muted={!row.user} />
      <Cell text={row.package.name} />
      <Cell text={row.function?.name ?? ""} />
      <span role="gridcell" class="log-cell number log-duration">
        {row.durationMs === null ? "" : duration(row.durationMs)}
      </span>
      <Cell text={row.error?.message ?? row.description ?? ""} bad={row.error !== null} />
    </div>
  );
};

const Cell = ({ text, title = text, muted = false, bad = false }: { text: string; title?: string; muted?: boolean; bad?: boolean }) => (
  <span role="gridcell" class={`log-cell cut${muted ? " muted" : ""}${bad ? " bad" : ""}`} title={title}>
    {text}
  </span>
);

/** Below an open row: parameters, error and stack. */
export const LogDetails = ({ row, top }: { row: LogRow; top: number }) => (
  <div role="row" class="log-open" style={{ transform: `translateY(${top}px)` }}>
    <div role="gridcell" aria-colspan={logColumns.length} class="log-details" tabIndex={0}>
      <Details row={row} />
    </div>
  </div>
);

const Details = ({ row }: { row: LogRow }) => {
  const answer = useAnswer(row.id, (signal) => askDetails(row.id, signal));
  if (answer.kind === "loading") return <p class="muted">Loading</p>;
  if (answer.kind === "failed") return <Failure what="The event" error={answer.error} retry={answer.retry} />;
  if (!answer.data) return <p>This event is gone: it was dropped by age.</p>;
  const { description, error } = answer.data;
  const lines = detailLines(answer.data.parameters);
  return (
    <>
      {description && error && <p>{description}</p>}
      {lines.length > 0 && (
        <dl class="log-parameters">
          {lines.map(({ name, value, direction }) => (
            <div key={`${direction} ${name}`}>
              <dt>
                {name} {direction !== "" && <small class="muted">{direction}</small>}
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {error && <p class="bad">{error.message}</p>}
      {error?.stack && <pre>{error.stack}</pre>}
      {lines.length === 0 && !error && <p class="muted">{description ?? "Nothing more was said of this event."}</p>}
    </>
  );
};
