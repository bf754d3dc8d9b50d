import { Sparkline } from "../charts/sparkline";
import { type Change, count, dash } from "../format";

interface CardProps {
  label: string;
  /** Null while it is on its way or could not be loaded. */
  value: number | null;
  previous: number | null;
  change: Change | null;
  tone: "good" | "bad" | "neutral";
  /** `previous period`; null without a comparison. */
  comparison: string | null;
  spark: readonly (number | null)[];
  /** Whether the chart below shows it. */
  shown: boolean;
  show: () => void;
}

/** One figure; a click puts it into the chart below. */
export const Card = ({ label, value, previous, change, tone, comparison, spark, shown, show }: CardProps) => {
  const before = comparison && previous !== null ? `${count(previous)} in the ${comparison}` : "";
  return (
    <button
      type="button"
      class="card"
      aria-pressed={shown}
      title={before}
      data-testid={`card-${label.toLowerCase().replaceAll(" ", "-")}`}
      onClick={show}
    >
      <span class="card-label">{label}</span>
      <span class="card-value number" data-testid="value">
        {value === null ? dash : count(value)}
      </span>
      <span class={`card-change number ${tone}`}>{comparison ? (change?.text ?? dash) : ""}</span>
      <Sparkline values={spark} />
    </button>
  );
};
