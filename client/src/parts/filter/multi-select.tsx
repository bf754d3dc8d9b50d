import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { count, plural } from "../../format";
import { walkFocus } from "../keys";

/** One entry of a filter. */
export interface Option {
  name: string;
  /** Said beside the name: the name of a user, when one was last seen. */
  detail: string;
  /** How deep it is nested; it appears once below each of its parents. */
  depth: number;
  /** What it is nested in. */
  within: string | null;
  /** Said at the right, with `unit`; null where it is not known. */
  count: number | null;
}

interface MultiSelectProps {
  /** `group` and `groups`, `category` and `categories`. */
  noun: { one: string; many: string };
  unit: string;
  options: readonly Option[];
  chosen: readonly string[];
  total: number;
  /** Whether the options are all there are; else a search finds more. */
  complete: boolean;
  /** Whether an answer to the search is still on its way. */
  searching: boolean;
  search: string;
  setSearch: (text: string) => void;
  choose: (names: string[]) => void;
}

const mostShown = 300;

/** A search and checkboxes. What is searched flattens the tree, so that each name is found once. */
export const MultiSelect = (props: MultiSelectProps) => {
  const { noun, unit, options, chosen, total, complete, searching, search, setSearch, choose } = props;
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [first] = useState(chosen);
  const wanted = search.trim();
  const found = wanted ? matching(options, wanted) : chosenFirst(options, first);
  const toggle = (name: string): void => choose(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);

  // The options may come after the menu has opened.
  useLayoutEffect(() => field.current?.focus(), []);

  return (
    <div class="multi" ref={root} onKeyDown={(event) => walkFocus(event, root.current, "input[type=checkbox]")}>
      <input
        type="search"
        ref={field}
        aria-label={`Search ${noun.many}`}
        placeholder={`Search ${plural(total, noun.one, noun.many)}`}
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <ul aria-label={noun.many} aria-busy={searching}>
        {found.slice(0, mostShown).map((option, index) => (
          <li key={`${index} ${option.name}`} style={{ "--depth": option.depth }}>
            <OptionRow option={option} unit={unit} checked={chosen.includes(option.name)} toggle={toggle} />
          </li>
        ))}
      </ul>
      <p class="muted" role="status">
        {found.length === 0 && (searching ? "Searching…" : wanted ? `No ${noun.one} is named “${wanted}”.` : `There are no ${noun.many}.`)}
        {found.length > 0 && (found.length > mostShown || (!complete && !wanted)) && `More ${noun.many} are found by their names.`}
      </p>
    </div>
  );
};

interface OptionRowProps {
  option: Option;
  unit: string;
  checked: boolean;
  toggle: (name: string) => void;
}

const OptionRow = ({ option: { name, detail, within, count: value }, unit, checked, toggle }: OptionRowProps) => (
  <label>
    <input type="checkbox" checked={checked} onChange={() => toggle(name)} />
    <span class="cut" title={[name, detail].filter(Boolean).join(", ")}>
      {name} {detail && <small class="muted">{detail}</small>}
    </span>
    {within !== null && <span class="hidden">in {within}</span>}
    {value !== null && (
      <span class="muted number" title={`${count(value)} ${unit}`}>
        {count(value)} <span class="hidden">{unit}</span>
      </span>
    )}
  </label>
);

const matching = (options: readonly Option[], wanted: string): Option[] => {
  const flat = [...new Map(options.map((option) => [option.name, { ...option, depth: 0, within: null }])).values()];
  const text = wanted.toLowerCase();
  return flat.filter(({ name, detail }) => name.toLowerCase().includes(text) || detail.toLowerCase().includes(text));
};

/** What was chosen when the list opened leads it, so that it can be taken back without a search; nothing moves while it is open. */
const chosenFirst = (options: readonly Option[], chosen: readonly string[]): Option[] => {
  if (options.some(({ depth }) => depth > 0)) return [...options];
  const known = new Map(options.map((option) => [option.name, option]));
  const leading = chosen.map((name) => known.get(name) ?? { name, detail: "", depth: 0, within: null, count: null });
  return [...leading, ...options.filter(({ name }) => !chosen.includes(name))];
};
