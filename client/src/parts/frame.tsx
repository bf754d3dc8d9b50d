import type { ComponentChildren } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { ScopeInput } from "../scope";
import { Download } from "./download";
import "./frame.css";
import { Icon } from "./icons";
import { plainKey } from "./keys";
import type { RowCondition } from "./rows-behind";
import { type Table, TableView } from "./table";

interface FrameProps {
  /** Stable short name, for assistive technology and tests; the title says what is shown right now. */
  name: string;
  title: string;
  /** Beside the title: a chip that takes something back. */
  aside?: ComponentChildren;
  /** In pixels; `auto` where what is inside has a height of its own. */
  height: number | "auto";
  stale: boolean;
  /** Null while there is nothing to show. */
  table: Table | null;
  /** All rows, where the table shows only a part of them. */
  complete?: () => Promise<Table>;
  /** Whether the chart is read as rows already, so that there is no other table. */
  isTable?: boolean;
  /** The scope of the events that are counted, for their download; null where there is none. */
  rows?: ScopeInput | null;
  /** Which of them. */
  rowsWhere?: RowCondition;
  fileName: string;
  children: ComponentChildren;
}

/** The room of one chart: its title, its actions, its reserved height, and its table. */
export const Frame = (props: FrameProps) => {
  const { name, title, aside, height, stale, table, complete, isTable = false, rows = null, rowsWhere, fileName, children } = props;
  const element = useRef<HTMLElement>(null);
  const [asTable, setAsTable] = useState(false);
  const behind = useMemo(() => rows && { scope: rows, where: rowsWhere ?? null }, [rows, rowsWhere]);

  const full = (): void => void (document.fullscreenElement ? document.exitFullscreen() : element.current?.requestFullscreen());
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = plainKey(event);
    if (key === "t" && table && !isTable) setAsTable(!asTable);
    else if (key === ".") full();
    else return;
    event.stopPropagation();
  };

  return (
    <section class="frame" ref={element} aria-label={name} data-testid={name.toLowerCase().replaceAll(" ", "-")} onKeyDown={onKeyDown}>
      <header>
        <h2>{title}</h2>
        {aside}
        <div class="actions">
          {!isTable && (
            <button
              type="button"
              class="quiet"
              aria-pressed={asTable}
              aria-label={`${name} as a table`}
              title="Table (T)"
              disabled={!table}
              onClick={() => setAsTable(!asTable)}
            >
              <Icon name={asTable ? "chart" : "table"} />
            </button>
          )}
          <Download name={name} fileName={fileName} table={table} complete={complete} rows={behind} />
          <button type="button" class="quiet" aria-label={`${name} in full screen`} title="Full screen (.)" onClick={full}>
            <Icon name="expand" />
          </button>
        </div>
      </header>
      <div class="frame-body" style={{ "--height": height === "auto" ? "auto" : `${height}px` }} data-stale={stale} aria-busy={stale}>
        {asTable && table ? <TableView table={table} label={name} /> : children}
      </div>
    </section>
  );
};
