import { useRef } from "preact/hooks";
import { clearFilters, type View } from "../../state/view";
import { Chip } from "../chip";
import { chipsOf } from "./chips";

interface ChipRowProps {
  view: View;
  go: (view: View) => void;
  missing: ReadonlySet<string>;
}

/** Everything in force, each to be taken away; the focus stays among what is left. */
export const ChipRow = ({ view, go, missing }: ChipRowProps) => {
  const root = useRef<HTMLDivElement>(null);
  const chips = chipsOf(view, missing);
  const take = (without: View, index: number): void => {
    go(without);
    requestAnimationFrame(() => {
      const left = root.current?.querySelectorAll<HTMLElement>(".chip button") ?? [];
      const next = left[Math.min(index, left.length - 1)] ?? root.current?.parentElement?.querySelector<HTMLElement>("button:not(.fold)");
      next?.focus();
    });
  };
  return (
    <div class="chips" ref={root} hidden={chips.length === 0}>
      {chips.map(({ key, without, ...chip }, index) => (
        <Chip key={key} {...chip} onRemove={() => take(without, index)} />
      ))}
      {chips.length > 0 && (
        <button type="button" class="quiet clear" onClick={() => take(clearFilters(view), 0)}>
          Clear
        </button>
      )}
    </div>
  );
};
