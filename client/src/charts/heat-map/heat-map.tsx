import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import "./heat-map.css";

export interface HeatCell {
  /** What stands in it. */
  text: string;
  /** All that can be said of it, for tooltip and screen reader. */
  words: string;
  /** Its colour: from -1 to 1, below 0 for less; null where nothing can be said. */
  heat: number | null;
  picked: boolean;
  /** Still to grow. */
  open?: boolean;
}

export interface HeatAxis {
  key: string;
  /** The name; a link where it has a card. */
  head: ComponentChildren;
}

interface HeatMapProps {
  label: string;
  /** What the rows are, above their names. */
  corner: string;
  rows: readonly HeatAxis[];
  columns: readonly HeatAxis[];
  /** Null where there is no cell. */
  cell: (row: number, column: number) => HeatCell | null;
  /** A click or Enter; without it, cells are only read. */
  pick?: (row: number, column: number, more: boolean) => void;
  /** Whether names of columns stand upright, as they are short. */
  flat?: boolean;
}

const steps: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Rows by columns, shaded by a value. One cell takes part in the order of tabs; arrow keys walk to the others. */
export const HeatMap = ({ label, corner, rows, columns, cell, pick, flat = false }: HeatMapProps) => {
  const root = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const place = cell(at.row, at.column) ? at : { row: 0, column: 0 };

  const walk = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = root.current?.querySelector<HTMLElement>(`[data-cell="${place.row + step[0]},${place.column + step[1]}"]`);
    event.preventDefault();
    next?.focus();
  };

  return (
    <section class="heat-scroll" aria-label={`${label}, table`}>
      <table class="heat-map" ref={root} data-flat={flat}>
        <thead>
          <tr>
            <th scope="col" class="heat-corner">
              {corner}
            </th>
            {columns.map(({ key, head }) => (
              <th key={key} scope="col">
                <span>{head}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, y) => (
            <tr key={row.key}>
              <th scope="row">{row.head}</th>
              {columns.map((column, x) => {
                const one = cell(y, x);
                if (!one) return <td key={column.key} />;
                return (
                  <td key={column.key}>
                    <button
                      type="button"
                      class="heat-cell"
                      data-cell={`${y},${x}`}
                      data-sign={one.heat === null ? "none" : one.heat < 0 ? "less" : "more"}
                      data-open={one.open}
                      style={{ "--heat": `${Math.round(Math.min(1, Math.abs(one.heat ?? 0)) * 55)}%` }}
                      aria-pressed={pick ? one.picked : undefined}
                      aria-label={`${one.text}: ${one.words}`}
                      title={one.words}
                      tabIndex={y === place.row && x === place.column ? 0 : -1}
                      onFocus={() => setAt({ row: y, column: x })}
                      onKeyDown={walk}
                      onClick={(event) => pick?.(y, x, event.ctrlKey || event.metaKey)}
                    >
                      {one.text}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
