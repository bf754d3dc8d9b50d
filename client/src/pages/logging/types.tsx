import { askTypes } from "../inspector/query";
import { Suggested } from "../suggested";
import type { TypeDraft } from "./draft";

interface TypeRowsProps {
  types: readonly TypeDraft[];
  setTypes: (types: readonly TypeDraft[]) => void;
}

const suggestTypes = async (text: string, signal: AbortSignal) => (await askTypes(text, signal)).map((name) => ({ name }));

/** Types of events for which something is said. */
export const TypeRows = ({ types, setTypes }: TypeRowsProps) => {
  const put = (at: number, part: Partial<TypeDraft>): void =>
    setTypes(types.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset class="logging-types">
      <legend class="muted">Types that are logged or not, whatever their senders do by themselves</legend>
      {types.map((one, at) => (
        // A row has no name until it is typed: its place is its key.
        <div key={at} class="logging-type">
          <Suggested label="Type" required value={one.type} onText={(type) => put(at, { type })} ask={suggestTypes} />
          <label class="field">
            <span class="muted">Is</span>
            <select value={one.says} onChange={(event) => put(at, { says: event.currentTarget.value as TypeDraft["says"] })}>
              <option value="logged">logged</option>
              <option value="not">not logged</option>
              <option value="where">only in selector</option>
            </select>
          </label>
          {one.says === "where" && (
            <label class="field">
              <span class="muted">Selector</span>
              <input
                required
                maxLength={500}
                placeholder=".toolbar *"
                value={one.selector}
                onInput={(event) => put(at, { selector: event.currentTarget.value })}
              />
            </label>
          )}
          <button
            type="button"
            class="quiet"
            aria-label={`Leave out ${one.type || "this type"}`}
            onClick={() => setTypes(types.filter((_, index) => index !== at))}
          >
            ✕
          </button>
        </div>
      ))}
      <button type="button" onClick={() => setTypes([...types, { type: "", says: "not", selector: "" }])}>
        Add a type
      </button>
    </fieldset>
  );
};
