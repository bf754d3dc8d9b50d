import { walkFocus } from "../../parts/keys";
import { memo } from "../memo";
import type { ScatterRow } from "./model";

interface RowLabelsProps {
  rows: readonly ScatterRow[];
  rowHeight: number;
  picked: ReadonlySet<number>;
  pick: (row: number, more: boolean) => void;
}

/** The names of the rows: a click picks all of a row. The row of all others opens what it stands for. */
export const RowLabels = memo(({ rows, rowHeight, picked, pick }: RowLabelsProps) => (
  <ul class="scatter-rows" aria-label="Rows" onKeyDown={(event) => walkFocus(event, event.currentTarget, "button")}>
    {rows.map((row, at) => (
      <li key={row.id} style={{ height: `${rowHeight}px` }}>
        {row.name === null && !row.other ? (
          <span class="cut muted" title={row.words}>
            {row.label}
          </span>
        ) : (
          <button
            type="button"
            class="quiet cut"
            title={row.words}
            aria-label={row.words}
            aria-pressed={row.other ? undefined : picked.has(at)}
            tabIndex={at === 0 ? 0 : -1}
            onClick={(event) => pick(at, event.ctrlKey || event.metaKey)}
          >
            {row.label}
          </button>
        )}
      </li>
    ))}
  </ul>
));
