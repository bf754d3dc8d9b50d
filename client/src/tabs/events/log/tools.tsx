import { useEffect, useRef, useState } from "preact/hooks";
import type { View } from "../../../state/view";
import type { TabProps } from "../../tab";
import type { TailState } from "./use-tail";

/** How long a reader rests before what is typed is searched for, in milliseconds. */
const rest = 300;

/** What the log is searched for: part of the address, but not a step of the history. */
export const LogSearch = ({ view, go }: Pick<TabProps, "view" | "go">) => {
  const [text, setText] = useState(view.search);
  const asked = useRef(view.search);
  const latest = useRef<View>(view);
  latest.current = view;

  useEffect(() => {
    if (view.search !== asked.current) setText(view.search);
    asked.current = view.search;
  }, [view.search]);
  useEffect(() => {
    if (text === asked.current) return;
    const soon = setTimeout(() => {
      asked.current = text;
      go({ ...latest.current, search: text }, "replace");
    }, rest);
    return () => clearTimeout(soon);
  }, [text, go]);

  return (
    <input
      type="search"
      class="log-search"
      aria-label="Search the log"
      placeholder="Search"
      title="Description, type, error, user, function, package (/)"
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !text) return;
        event.stopPropagation();
        setText("");
      }}
    />
  );
};

interface LiveProps {
  on: boolean;
  setOn: (on: boolean) => void;
  /** Why nothing new can come; null where it can. */
  why: string | null;
  state: TailState;
}

const stateWords = (state: TailState): string => {
  switch (state.kind) {
    case "off":
      return "";
    case "connecting":
      return "Connecting";
    case "live":
      return "New events appear by themselves";
    case "lost":
      return `Disconnected, next try in ${state.seconds} s`;
  }
};

export const LiveSwitch = ({ on, setOn, why, state }: LiveProps) => (
  <span class="live" data-state={state.kind} title={why ?? ""}>
    <label>
      <input type="checkbox" checked={on && why === null} disabled={why !== null} onChange={() => setOn(!on)} /> Live
    </label>
    <span role="status" class={state.kind === "lost" ? "bad" : "muted"}>
      {why ?? stateWords(state)}
    </span>
  </span>
);
