import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../../api";
import { instantRange } from "../../format";
import { type Range, readRange } from "../../state/range";
import { useDebounced } from "../debounced";
import { askResolved } from "./typed-query";

interface TypedProps {
  range: Range;
  zone: string;
  choose: (range: Range) => void;
}

/** A range in words. What they mean is said while one types; Enter shows it. */
export const Typed = ({ range, zone, choose }: TypedProps) => {
  const [text, setText] = useState(range.kind === "typed" ? range.text : "");
  const [entered, setEntered] = useState<string | null>(null);
  const wanted = text.trim();
  const settled = useDebounced(wanted, 250);
  const asked = settled === wanted && wanted !== "" ? wanted : null;
  const answer = useAnswer(asked && `${zone} ${asked}`, (signal) => askResolved(wanted, zone, signal));
  const known = asked !== null && answer.kind === "ready" && !answer.stale;

  useEffect(() => {
    const next = readRange(wanted);
    if (known && entered === wanted && next) choose(next);
  }, [known, entered, wanted]);

  return (
    <form
      class="typed"
      onSubmit={(event) => {
        event.preventDefault();
        setEntered(wanted);
      }}
    >
      <label>
        In words
        <input
          type="text"
          value={text}
          placeholder="last 3 weeks, June 2024"
          autocomplete="off"
          spellcheck={false}
          aria-describedby="typed-means"
          aria-invalid={asked !== null && answer.kind === "failed"}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setEntered(null);
          }}
        />
      </label>
      <p id="typed-means" class="typed-means" aria-live="polite">
        {known && (
          <>
            {instantRange(answer.data.from, answer.data.to, zone)} – <kbd>Enter</kbd> shows it
          </>
        )}
        {asked !== null && answer.kind === "failed" && <span class="bad">{answer.error.message}</span>}
      </p>
    </form>
  );
};
