import { useRef, useState } from "preact/hooks";
import { count } from "../format";
import { walkFocus } from "./keys";

/** One entry of a filter. */
export interface Option {
  name: string;
  /** How deep it is nested; it appears once below each of its parents. */
  depth: number;
  /** Said at the right, with `unit`; null where it is not known. */
  count: number | null;
}

interface MultiSelectProps {
  /** `group`, `package`. */
  noun: string;
  unit: string;
  options: readonly Option[];
  chosen: readonly string[];
  /** How many there are; more than the options mean that only a search finds the rest. */
  total: number;
  search: string;
  setSearch: (text: string) => void;
  choose: (names: string[]) => void;
}

const mostShown = 300;

/** A search and checkboxes. What is searched flattens the tree, so that each name is found once. */
export const MultiSelect = ({ noun, unit, options, chosen, total, search, setSearch, choose }: MultiSelectProps) => {
  const root = useRef<HTMLDivElement>(null);
  const [first] = useState(chosen);
  const wanted = search.trim().toLowerCase();
  const flat = [...new Map(options.map((option) => [option.name, { ...option, depth: 0 }])).values()];
  const found = wanted ? flat.filter(({ name }) => name.toLowerCase().includes(wanted)) : chosenFirst(options, first);
  const toggle = (name: string): void => choose(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);

  return (
    <div class="multi" ref={root} onKeyDown={(event) => walkFocus(event, root.current, "input[type=checkbox]")}>
      <input
        type="search"
        data-first
        aria-label={`Search ${noun}s`}
        placeholder={`Search ${count(total)} ${noun}s`}
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <ul>
        {found.slice(0, mostShown).map((option, index) => (
          <li key={`${index} ${option.name}`} style={{ "--depth": option.depth }}>
            <label>
              <input type="checkbox" checked={chosen.includes(option.name)} onChange={() => toggle(option.name)} />
              <span class="cut" title={option.name}>
                {option.name}
              </span>
              {option.count !== null && (
                <span class="muted number" title={`${count(option.count)} ${unit}`}>
                  {count(option.count)}
                </span>
              )}
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p class="muted">
          No {noun} is named “{search}”.
        </p>
      )}
      {(found.length > mostShown || total > flat.length) && <p class="muted">More {noun}s are found by their names.</p>}
    </div>
  );
};

/** What was chosen when the list opened leads it, so that it can be taken back without a search; nothing moves while it is open. */
const chosenFirst = (options: readonly Option[], chosen: readonly string[]): Option[] =>
  options.some(({ depth }) => depth > 0)
    ? [...options]
    : [...options.filter(({ name }) => chosen.includes(name)), ...options.filter(({ name }) => !chosen.includes(name))];
