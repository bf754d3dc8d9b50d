import { useState } from "preact/hooks";
import { useAnswer } from "../../api";
import { capital, plural } from "../../format";
import type { ScopeInput } from "../../scope";
import { filterLists } from "../../state/filter";
import { type View, withFilter } from "../../state/view";
import { useDebounced } from "../debounced";
import { Menu } from "../menu";
import { Failure } from "../notes";
import { MultiSelect } from "./multi-select";
import { type Offer, type OfferedList, offers } from "./offers";

interface EntryMenuProps {
  list: OfferedList;
  view: View;
  go: (view: View) => void;
  /** Null while it is not yet known which entries exist. */
  scope: ScopeInput | null;
  open: boolean;
  setOpen: (open: boolean) => void;
}

/** The menu of one list. It loads when it is opened, and asks the server for a search only where it does not hold everything. */
export const EntryMenu = ({ list, view, go, scope, open, setOpen }: EntryMenuProps) => {
  const offer: Offer = offers[list];
  const { one, many } = filterLists[list];
  const [search, setSearch] = useState("");
  const wanted = search.trim();
  const settled = useDebounced(wanted, 150);
  const others: ScopeInput | null = scope && { ...scope, compare: "NONE", [list]: [] };
  const key = open && others ? JSON.stringify([list, offer.counted ? others : null]) : null;
  const run = (text: string, signal: AbortSignal) => (others ? offer.ask(text, others, signal) : Promise.reject());
  const all = useAnswer(key, (signal) => run("", signal));
  const partial = all.kind === "ready" && !all.data.complete;
  const found = useAnswer(key && partial && settled ? `${key} ${settled}` : null, (signal) => run(settled, signal));
  const offered = partial && wanted && found.kind !== "loading" ? found : all;
  const searching = partial && wanted !== "" && (settled !== wanted || found.kind === "loading" || (found.kind === "ready" && found.stale));
  const chosen = view.filter[list];
  return (
    <Menu
      label={chosen.length > 0 ? plural(chosen.length, one, many) : capital(many)}
      name={capital(many)}
      open={open}
      setOpen={(next) => {
        if (!next) setSearch("");
        setOpen(next);
      }}
    >
      {offered.kind === "failed" && <Failure what={`The ${many}`} error={offered.error} retry={offered.retry} />}
      {offered.kind === "loading" && <p class="muted loading">Loading the {many}…</p>}
      {offered.kind === "ready" && (
        <MultiSelect
          noun={filterLists[list]}
          unit={offer.unit}
          options={offered.data.options}
          total={all.kind === "ready" ? all.data.total : 0}
          complete={!partial}
          searching={searching}
          chosen={chosen}
          search={search}
          setSearch={setSearch}
          choose={(names) => go(withFilter(view, { [list]: names }))}
        />
      )}
    </Menu>
  );
};
