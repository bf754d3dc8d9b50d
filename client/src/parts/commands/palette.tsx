import { useEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../../api";
import type { View } from "../../state/view";
import { useDebounced } from "../debounced";
import { Dialog } from "../dialog";
import { useRemembered } from "../remembered";
import { type Choice, ranked, readRecent, thingOf, unasked, withRecent } from "./choice";
import { commandsOf, type PageActions } from "./commands";
import { askThings } from "./things-query";
import "./commands.css";

interface PaletteProps extends PageActions {
  view: View;
  close: () => void;
}

const mostShown = 40;

/** One field for everything: tabs, periods, actions, and the users, groups, packages and functions that the server finds. */
export const Palette = ({ view, close, ...page }: PaletteProps) => {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [recentText, rememberRecent] = useRemembered("recent");
  const list = useRef<HTMLDivElement>(null);
  const recent = readRecent(recentText);
  const commands = commandsOf(view, page);
  const wanted = text.trim();
  const settled = useDebounced(wanted, 150);
  const found = useAnswer(settled === "" ? null : settled, (signal) => askThings(settled, signal));
  const things = wanted !== "" && found.kind === "ready" ? found.data : [];
  const searching = wanted !== "" && (settled !== wanted || found.kind === "loading" || (found.kind === "ready" && found.stale));
  const choices = (wanted === "" ? unasked(commands, recent) : ranked([...commands, ...things], wanted)).slice(0, mostShown);
  const at = Math.min(active, choices.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [at, choices[at]?.id]);

  const run = (choice: Choice | undefined): void => {
    if (!choice) return;
    rememberRecent(JSON.stringify(withRecent(recent, { ...choice, key: "" })));
    close();
    const item = thingOf(choice);
    if (item) page.go({ ...view, item });
    else commands.find(({ id }) => id === choice.id)?.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (event.key === "Enter") run(choices[at]);
    else if (next === undefined || choices.length === 0) return;
    else if (event.key.startsWith("Arrow")) setActive((next + choices.length) % choices.length);
    else setActive(Math.max(0, Math.min(choices.length - 1, next)));
    event.preventDefault();
  };

  return (
    <Dialog name="Search and commands" class="commands" close={close}>
      <input
        type="text"
        role="combobox"
        aria-label="Search users, packages, functions, groups and commands"
        aria-expanded={choices.length > 0}
        aria-controls="commands-list"
        aria-autocomplete="list"
        aria-activedescendant={choices.length > 0 ? `command-${at}` : undefined}
        placeholder="Search users, packages, functions, groups and commands"
        autocomplete="off"
        spellcheck={false}
        value={text}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
      />
      <div id="commands-list" role="listbox" aria-label="Found" ref={list} aria-busy={searching}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field runs the active option with Enter
          <div
            key={choice.id}
            id={`command-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerMove={() => setActive(index)}
            onClick={() => run(choice)}
          >
            <span class="cut">
              {choice.label} {choice.detail && thingOf(choice) && <small class="muted">{choice.detail}</small>}
            </span>
            <span class="muted">{wanted === "" && recent.some(({ id }) => id === choice.id) ? `${choice.kind}, recent` : choice.kind}</span>
            {choice.key && <kbd>{choice.key}</kbd>}
          </div>
        ))}
      </div>
      <p class="muted" role="status">
        {found.kind === "failed" && wanted !== "" && <span class="bad">{found.error.message}</span>}
        {choices.length === 0 && (searching ? "Searching…" : `Nothing is named “${wanted}”.`)}
      </p>
    </Dialog>
  );
};
