import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { plural } from "../format";
import { canCompare, comparisonWords, entry, type ScopeInput, scopeWords, whyNoComparison } from "../scope";
import { clearFilters, comparisons, hasFilters, type View, withFilter } from "../state/view";
import { Chip } from "./chip";
import { DateMenu } from "./date-menu";
import { askGroups, askPackages, type Offered } from "./filter-query";
import { Icon } from "./icons";
import { Menu } from "./menu";
import { MultiSelect } from "./multi-select";
import { Failure } from "./notes";

/** `days` is the date menu with the focus in its from–to inputs. */
export type OpenMenu = "dates" | "days" | "groups" | "packages" | null;

interface FilterBarProps {
  view: View;
  go: (view: View) => void;
  /** Null while it is not yet known which entries exist. */
  scope: ScopeInput | null;
  missing: ReadonlySet<string>;
  days: { from: string; to: string } | null;
  menu: OpenMenu;
  setMenu: (menu: OpenMenu) => void;
}

/** The global filter. On a phone it folds into one button that says what is in force. */
export const FilterBar = ({ view, go, scope, missing, days, menu, setMenu }: FilterBarProps) => {
  const [unfolded, setUnfolded] = useState(false);
  const opener = (name: Exclude<OpenMenu, null>) => ({ open: menu === name, setOpen: (open: boolean) => setMenu(open ? name : null) });
  return (
    <section class="filter" aria-label="Filter" data-unfolded={unfolded}>
      <button type="button" class="fold" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        <Icon name="filter" />{" "}
        <span class="cut">{[scopeWords(view), comparisonWords(view) && `vs ${comparisonWords(view)}`].filter(Boolean).join(", ")}</span>
      </button>
      <div class="filter-row">
        <DateMenu
          view={view}
          go={go}
          days={days}
          {...opener("dates")}
          open={menu === "dates" || menu === "days"}
          daysFirst={menu === "days"}
        />
        <CompareSelect view={view} go={go} />
        <EntryMenu kind="groups" view={view} go={go} ask={(search, signal) => askGroups(search, signal)} {...opener("groups")} />
        {scope && (
          <EntryMenu
            kind="packages"
            view={view}
            go={go}
            scope={scope}
            ask={(search, signal) => askPackages(search, scope, signal)}
            {...opener("packages")}
          />
        )}
        <Chips view={view} go={go} missing={missing} />
      </div>
    </section>
  );
};

const CompareSelect = ({ view, go }: { view: View; go: (view: View) => void }) => (
  <select
    aria-label="Comparison"
    title={whyNoComparison(view) ?? ""}
    disabled={!canCompare(view)}
    value={canCompare(view) ? view.compare : "none"}
    onChange={(event) => go({ ...view, compare: comparisons.find((one) => one === event.currentTarget.value) ?? view.compare })}
  >
    <option value="previous">vs previous period</option>
    <option value="year">vs previous year</option>
    <option value="none">No comparison</option>
  </select>
);

interface EntryMenuProps {
  kind: "groups" | "packages";
  view: View;
  go: (view: View) => void;
  scope?: ScopeInput;
  ask: (search: string, signal: AbortSignal) => Promise<Offered>;
  open: boolean;
  setOpen: (open: boolean) => void;
}

/** Loads when it is opened, and asks the server again for a search only where it holds just a part of all entries. */
const EntryMenu = ({ kind, view, go, scope, ask, open, setOpen }: EntryMenuProps) => {
  const [search, setSearch] = useState("");
  const all = useAnswer(open ? JSON.stringify([kind, scope?.range, scope?.groups]) : null, (signal) => ask("", signal));
  const partial = all.kind === "ready" && all.data.total > new Set(all.data.options.map(({ name }) => name)).size;
  const found = useAnswer(open && partial && search.trim() ? search.trim() : null, (signal) => ask(search.trim(), signal));
  const offered = partial && search.trim() && found.kind === "ready" ? found : all;
  const noun = kind === "groups" ? "group" : "package";
  const chosen = view.filter[kind];
  const close = (next: boolean): void => {
    if (!next) setSearch("");
    setOpen(next);
  };
  return (
    <Menu
      label={chosen.length > 0 ? plural(chosen.length, noun) : kind === "groups" ? "Groups" : "Packages"}
      name={kind === "groups" ? "Groups" : "Packages"}
      open={open}
      setOpen={close}
    >
      {offered.kind === "failed" && <Failure what={`The ${kind}`} error={offered.error} retry={offered.retry} />}
      {offered.kind === "loading" && <p class="muted loading">Loading the {kind}…</p>}
      {offered.kind === "ready" && (
        <MultiSelect
          noun={noun}
          unit={kind === "groups" ? "members" : "users in this period"}
          options={offered.data.options}
          total={all.kind === "ready" ? all.data.total : 0}
          chosen={chosen}
          search={search}
          setSearch={setSearch}
          choose={(names) => go(withFilter(view, { [kind]: names }))}
        />
      )}
    </Menu>
  );
};

const Chips = ({ view, go, missing }: { view: View; go: (view: View) => void; missing: ReadonlySet<string> }) => (
  <>
    {(["groups", "packages"] as const).flatMap((kind) =>
      view.filter[kind].map((name) => (
        <Chip
          key={entry(kind, name)}
          label={name}
          problem={missing.has(entry(kind, name)) ? "no longer exists, ignored" : null}
          remove={`Remove ${kind === "groups" ? "group" : "package"} ${name}`}
          onRemove={() => go(withFilter(view, { [kind]: view.filter[kind].filter((other) => other !== name) }))}
        />
      )),
    )}
    {hasFilters(view) && (
      <button type="button" class="quiet clear" onClick={() => go(clearFilters(view))}>
        Clear
      </button>
    )}
  </>
);
