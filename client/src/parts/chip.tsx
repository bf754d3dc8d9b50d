import { Icon } from "./icons";

interface ChipProps {
  label: string;
  /** Ahead of the label: what kind of thing it is. */
  noun?: string;
  /** The full text, where the label is a short one. */
  title?: string;
  /** Why it has no effect; null where it has. */
  problem?: string | null;
  /** Name of the button that takes it away. */
  remove: string;
  onRemove: () => void;
}

export const Chip = ({ label, noun = "", title = label, problem = null, remove, onRemove }: ChipProps) => (
  <span class="chip" data-problem={problem !== null}>
    <span class="cut" title={title}>
      {noun && <small class="muted">{noun} </small>}
      {label}
    </span>
    {problem && <em>{problem}</em>}
    <button type="button" class="quiet" aria-label={remove} title={remove} onClick={onRemove}>
      <Icon name="close" />
    </button>
  </span>
);
