import { Icon } from "./icons";
import { useRemembered } from "./remembered";

/** What can be done with the charts: one line, until it is dismissed. */
export const Hint = () => {
  const [seen, remember] = useRemembered("hint");
  if (seen !== null) return null;
  return (
    <p class="hint">
      Click a point, bar or bucket to see what is behind it. Ctrl-click adds, Shift-drag picks many, Esc clears.
      <button
        type="button"
        class="quiet"
        aria-label="Do not show this hint again"
        title="Do not show this hint again"
        onClick={() => remember("seen")}
      >
        <Icon name="close" />
      </button>
    </p>
  );
};
