import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { useAnswer } from "../../../api";
import { count, plural } from "../../../format";
import { Menu } from "../../../parts/menu";
import { Failure } from "../../../parts/notes";
import type { ScopeInput } from "../../../scope";
import { type ColumnFilter, filterWords, readFilter, writeFilter } from "./filters";
import { askTopValues } from "./query";
import type { ValueColumn } from "./values";

interface ColumnFilterProps {
  title: string;
  /** As the address has it; none where the column is not filtered. */
  text: string | undefined;
  isNumber: boolean;
  unit?: string;
  /** Null takes the filter back. */
  set: (text: string | null) => void;
  /** Instead of a field: a choice among these. */
  choices?: readonly { text: string; label: string }[];
  /** Below the field; `choose` sets the filter and closes. */
  children?: (choose: (text: string | null) => void) => ComponentChildren;
}

/** The small filter at the head of a column. */
export const ColumnFilterMenu = ({ title, text, isNumber, unit = "", set, choices, children }: ColumnFilterProps) => {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const filter = text === undefined ? null : readFilter(text, isNumber);
  const choose = (next: string | null): void => {
    setOpen(false);
    set(next);
  };
  // The table scrolls on its own and would cut off what stands below its head: the panel stands on the page instead.
  const turn = (next: boolean): void => {
    const place = root.current?.getBoundingClientRect();
    if (place) {
      root.current?.style.setProperty("--x", `${Math.max(8, Math.min(place.left, innerWidth - 276))}px`);
      root.current?.style.setProperty("--y", `${place.bottom + 2}px`);
    }
    setOpen(next);
  };
  const label = choices?.find((one) => one.text === text)?.label ?? (filter ? filterWords(filter, unit) : "Filter");
  return (
    <div class="column-filter" data-on={filter !== null} ref={root}>
      <Menu
        label={label}
        said={filter ? `Filter by ${title}: ${label}` : `Filter by ${title}`}
        name={`Filter by ${title}`}
        open={open}
        setOpen={turn}
      >
        {choices ? (
          <Choices choices={choices} chosen={text} choose={choose} />
        ) : (
          <Fields title={title} filter={filter} isNumber={isNumber} unit={unit} choose={choose} />
        )}
        {children?.(choose)}
        {filter && (
          <p class="column-filter-clear">
            <button type="button" onClick={() => choose(null)}>
              Take the filter back
            </button>
          </p>
        )}
      </Menu>
    </div>
  );
};

type Choose = (text: string | null) => void;

type ChoicesProps = { choices: NonNullable<ColumnFilterProps["choices"]>; chosen: string | undefined; choose: Choose };

const Choices = ({ choices, chosen, choose }: ChoicesProps) => (
  <ul class="column-filter-values">
    {choices.map(({ text, label }, at) => (
      <li key={text}>
        <button type="button" class="quiet" data-first={at === 0} aria-pressed={chosen === text} onClick={() => choose(text)}>
          {label}
        </button>
      </li>
    ))}
  </ul>
);

interface FieldsProps {
  title: string;
  filter: ColumnFilter | null;
  isNumber: boolean;
  unit: string;
  choose: Choose;
}

const Fields = ({ title, filter, isNumber, unit, choose }: FieldsProps) => {
  const form = useRef<HTMLFormElement>(null);
  const value = (name: string): string => {
    const field = form.current?.elements.namedItem(name);
    return field instanceof HTMLInputElement ? field.value.trim() : "";
  };
  const number = (name: string): number | null => (value(name) === "" ? null : Number(value(name)));
  const submit = (event: Event): void => {
    event.preventDefault();
    choose(
      writeFilter(isNumber ? { kind: "range", from: number("from"), to: number("to") } : { kind: "contains", text: value("contains") }),
    );
  };
  const range = filter?.kind === "range" ? filter : null;
  return (
    <form class="column-filter-fields" ref={form} onSubmit={submit}>
      {isNumber ? (
        <>
          <label>
            from <input name="from" type="number" step="any" data-first defaultValue={range?.from ?? ""} aria-label={`${title} from`} />
          </label>
          <label>
            to <input name="to" type="number" step="any" defaultValue={range?.to ?? ""} aria-label={`${title} to`} />
          </label>
          {unit}
        </>
      ) : (
        <input
          name="contains"
          type="search"
          data-first
          placeholder="contains"
          defaultValue={filter?.kind === "contains" ? filter.text : ""}
          aria-label={`${title} contains`}
        />
      )}
      <button type="submit">Filter</button>
    </form>
  );
};

interface TopValuesProps {
  scope: ScopeInput;
  column: ValueColumn;
  choose: Choose;
}

/** What the parameter was given most; a click filters by it. */
export const TopValues = ({ scope, column, choose }: TopValuesProps) => {
  const { side, name, isNumber } = column;
  const answer = useAnswer(JSON.stringify([scope, side, name]), (signal) =>
    askTopValues(scope, name, side === "in" ? "INPUT" : "OUTPUT", signal),
  );
  if (answer.kind === "failed") return <Failure what="Frequent values" error={answer.error} retry={answer.retry} />;
  if (answer.kind === "loading") return <p class="muted column-filter-note">Loading values</p>;
  const known = answer.data.flatMap(({ text, ...counts }) => (text === null ? [] : [{ text, ...counts }]));
  if (known.length === 0) return <p class="muted column-filter-note">It has no values here.</p>;
  return (
    <ul class="column-filter-values" aria-label={`Most frequent values of ${name}`}>
      {known.map(({ text, count: runs, users }) => (
        <li key={text}>
          <button
            type="button"
            class="quiet"
            title={`${text}: ${plural(runs, "run")} by ${plural(users, "user")}`}
            onClick={() => choose(isNumber && !Number.isNaN(Number(text)) ? `${text}..${text}` : `=${text}`)}
          >
            <span class="cut">{text || "(empty text)"}</span> <span class="number muted">{count(runs)}</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="quiet" onClick={() => choose("!")}>
          <span class="cut muted">without {name}</span>
        </button>
      </li>
    </ul>
  );
};
