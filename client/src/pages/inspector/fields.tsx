import { useEffect, useRef, useState } from "preact/hooks";
import { Swatch } from "../../charts/sources";
import { Suggested } from "../suggested";
import { suggestUsers } from "../suggestions";
import { allLevels, type Filters, type Level, others } from "./filters";
import { askTypes } from "./query";

interface FieldsProps {
  filters: Filters;
  setFilters: (filters: Filters) => void;
}

const suggestTypes = async (text: string, signal: AbortSignal) => (await askTypes(text, signal)).map((name) => ({ name }));

/** By whom, in which session, of which level and type, and what they say. */
export const FilterFields = ({ filters, setFilters }: FieldsProps) => {
  const toggle = (level: Level): void =>
    setFilters({ ...filters, level: allLevels.filter((one) => (one === level) !== filters.level.includes(one)) });
  return (
    <search class="inspector-filters" aria-label="Filter">
      <Search filters={filters} setFilters={setFilters} />
      <Suggested label="User" value={filters.user} choose={(user) => setFilters({ ...filters, user })} ask={suggestUsers} />
      <Suggested label="Type" value={filters.type} choose={(type) => setFilters({ ...filters, type })} ask={suggestTypes} />
      <label class="field">
        <span class="muted">Session</span>
        <input
          autocomplete="off"
          spellcheck={false}
          placeholder="id"
          value={filters.session}
          onChange={(event) => setFilters({ ...filters, session: event.currentTarget.value.trim() })}
        />
      </label>
      <fieldset class="switch inspector-levels" aria-label="Level">
        {allLevels.map((level) => (
          <button
            key={level}
            type="button"
            aria-pressed={filters.level.includes(level)}
            title={level === others ? "Function, script, data-query and all other sources" : undefined}
            onClick={() => toggle(level)}
          >
            <Swatch source={level === others ? null : level} /> {level}
          </button>
        ))}
      </fieldset>
    </search>
  );
};

/** How long a reader rests before what is typed is searched for, in milliseconds. */
const rest = 300;

const Search = ({ filters, setFilters }: FieldsProps) => {
  const [text, setText] = useState(filters.search);
  const latest = useRef({ filters, setFilters });
  latest.current = { filters, setFilters };
  useEffect(() => setText(filters.search), [filters.search]);
  useEffect(() => {
    if (text === latest.current.filters.search) return;
    const soon = setTimeout(() => latest.current.setFilters({ ...latest.current.filters, search: text }), rest);
    return () => clearTimeout(soon);
  }, [text]);
  return (
    <label class="field">
      <span class="muted">Text</span>
      <input
        type="search"
        title="Description, type, error, user, function, package (/)"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  );
};
