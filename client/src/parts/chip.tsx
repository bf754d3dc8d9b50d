import { Icon } from "./icons";

interface ChipProps {
  label: string;
  /** Why it has no effect; null where it has. */
  problem?: string | null;
  /** Name of the button that takes it away. */
  remove: string;
  onRemove: () => void;
}

export const Chip = ({ label, problem = null, remove, onRemove }: ChipProps) => (
  <span class="chip" data-problem={problem !== null}>
    <span class="cut" title={label}>
      {label}
    </span>
    {problem && <em>{problem}</em>}
    <button type="button" class="quiet" aria-label={remove} title={remove} onClick={onRemove}>
      <Icon name="close" />
    </button>
  </span>
);
