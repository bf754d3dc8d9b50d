import { useState } from "preact/hooks";
import { canCompare, comparisonWords, type ScopeInput, scopeWords, whyNoComparison } from "../../scope";
import { allLists, type FilterList } from "../../state/filter";
import { comparisons, type View } from "../../state/view";
import { Icon } from "../icons";
import { ChipRow } from "./chip-row";
import { DateMenu } from "./date-menu";
import { EntryMenu } from "./entry-menu";
import { isOffered, type OfferedList } from "./offers";
import "./dates.css";
import "./filter.css";

/** `days` is the date menu with the focus in its from–to inputs. */
export type OpenMenu = "dates" | "days" | OfferedList | null;

interface FilterBarProps {
  view: View;
  go: (view: View) => void;
  /** Lists that the tab offers beside groups, users and packages. */
  lists: readonly FilterList[];
  /** Null while it is not yet known which entries exist. */
  scope: ScopeInput | null;
  missing: ReadonlySet<string>;
  days: { from: string; to: string } | null;
  menu: OpenMenu;
  setMenu: (menu: OpenMenu) => void;
}

const always: readonly FilterList[] = ["groups", "users", "packages"];

/** The global filter. On a phone it folds into one button that says what is in force. */
export const FilterBar = ({ view, go, lists, scope, missing, days, menu, setMenu }: FilterBarProps) => {
  const [unfolded, setUnfolded] = useState(false);
  const open = unfolded || menu !== null;
  const opener = (name: Exclude<OpenMenu, null>) => ({ open: menu === name, setOpen: (next: boolean) => setMenu(next ? name : null) });
  const offered = allLists.filter((list) => always.includes(list) || lists.includes(list)).filter(isOffered);
  return (
    <section class="filter" aria-label="Filter" data-unfolded={open}>
      <button type="button" class="fold" aria-expanded={open} onClick={() => setUnfolded(!open)}>
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
        {offered.map((list) => (
          <EntryMenu key={list} list={list} view={view} go={go} scope={scope} {...opener(list)} />
        ))}
        <ChipRow view={view} go={go} missing={missing} />
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
