import "./switch.css";

interface SwitchProps<T> {
  name: string;
  options: readonly { value: T; label: string }[];
  chosen: T;
  choose: (value: T) => void;
}

/** A choice among a few, all in sight. */
export const Switch = <T extends string | null>({ name, options, chosen, choose }: SwitchProps<T>) => (
  <fieldset class="switch" aria-label={name}>
    {options.map(({ value, label }) => (
      <button key={label} type="button" aria-pressed={value === chosen} onClick={() => choose(value)}>
        {label}
      </button>
    ))}
  </fieldset>
);
