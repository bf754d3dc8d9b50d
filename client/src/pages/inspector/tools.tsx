import type { ComponentChildren } from "preact";
import { copy } from "../../parts/header/clipboard";
import type { InspectorEvent } from "./query";
import type { FeedState } from "./use-feed";
import { jsonOf, wireOf } from "./wire";

/** Whether what happens is told, and if not, why. */
export const StateWords = ({ state, paused }: { state: FeedState; paused: boolean }) => {
  const kind = state.kind === "live" && paused ? "paused" : state.kind;
  const words = { connecting: "Connecting", live: "Live", paused: "Paused", interrupted: "Interrupted" }[kind];
  return (
    <span class="inspector-state" data-state={kind}>
      <span role="status">
        <strong>{words}</strong>
        {state.kind === "interrupted" && `: ${state.why} Tries again in ${state.seconds} s.`}
      </span>
    </span>
  );
};

interface CopyProps {
  events: readonly InspectorEvent[];
  /** What is copied, in words. */
  what: string;
  /** Told what became of it. */
  say: (words: string) => void;
  children: ComponentChildren;
}

/** Copies events as their senders would send them: one as an object, several as a list. */
export const CopyJson = ({ events, what, say, children }: CopyProps) => {
  const [only] = events.length === 1 && what === "Event" ? events : [];
  return (
    <button
      type="button"
      disabled={events.length === 0}
      onClick={() => void copy(jsonOf(only ? wireOf(only) : events.map(wireOf)), what).then(say)}
    >
      {children}
    </button>
  );
};
