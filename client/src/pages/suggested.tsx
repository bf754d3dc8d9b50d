import { useId, useState } from "preact/hooks";
import { useAnswer } from "../api";
import { useDebounced } from "../parts/debounced";

/** What may be meant: the name to ask for, and what is said beside it. */
export interface Suggestion {
  name: string;
  detail?: string;
}

interface SuggestedProps {
  label: string;
  placeholder?: string;
  value: string;
  required?: boolean;
  /** What is typed, letter by letter. */
  onText?: (text: string) => void;
  /** What is meant: chosen from the list, or typed and left. */
  choose?: (text: string) => void;
  ask: (text: string, signal: AbortSignal) => Promise<readonly Suggestion[]>;
}

/** A field that offers names which the server knows. */
export const Suggested = ({ label, placeholder = "", value, required = false, onText, choose, ask }: SuggestedProps) => {
  const list = useId();
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  const [asked, setAsked] = useState(false);
  if (given !== value) {
    setGiven(value);
    setTyped(value);
  }
  const settled = useDebounced(typed.trim(), 150);
  const found = useAnswer(asked ? `${label} ${settled}` : null, (signal) => ask(settled, signal));
  const offered = found.kind === "ready" ? found.data : [];
  const take = (text: string): void => {
    setTyped(text);
    onText?.(text);
    if (offered.some(({ name }) => name === text)) choose?.(text);
  };
  return (
    <label class="field">
      <span class="muted">{label}</span>
      <input
        list={list}
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        required={required}
        value={typed}
        onFocus={() => setAsked(true)}
        onInput={(event) => take(event.currentTarget.value)}
        onChange={(event) => choose?.(event.currentTarget.value.trim())}
      />
      <datalist id={list}>
        {offered.map(({ name, detail = "" }) => (
          <option key={name} value={name}>
            {detail}
          </option>
        ))}
      </datalist>
    </label>
  );
};
