import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "./icons";
import { plainKey } from "./keys";
import { saveCsv, type Table, TableView } from "./table";

interface FrameProps {
  /** Stable short name, for assistive technology and tests; the title says what is shown right now. */
  name: string;
  title: string;
  /** Beside the title: a chip that takes something back. */
  aside?: ComponentChildren;
  height: number;
  stale: boolean;
  /** Null while there is nothing to show. */
  table: Table | null;
  /** All rows, where the table shows only a part of them. */
  complete?: () => Promise<Table>;
  fileName: string;
  children: ComponentChildren;
}

/** The room of one chart: its title, its actions, its reserved height, and its table. */
export const Frame = ({ name, title, aside, height, stale, table, complete, fileName, children }: FrameProps) => {
  const element = useRef<HTMLElement>(null);
  const [asTable, setAsTable] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const download = async (): Promise<void> => {
    if (!table) return;
    try {
      setProblem(null);
      saveCsv(complete ? await complete() : table, fileName);
    } catch (error) {
      setProblem(`The download failed: ${error instanceof Error ? error.message : String(error)} Try again.`);
    }
  };
  const full = (): void => void (document.fullscreenElement ? document.exitFullscreen() : element.current?.requestFullscreen());
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = plainKey(event);
    if (key === "t" && table) setAsTable(!asTable);
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
          <button
            type="button"
            class="quiet"
            aria-label={`Download ${name} as CSV`}
            title="Download CSV"
            disabled={!table}
            onClick={download}
          >
            <Icon name="download" />
          </button>
          <button type="button" class="quiet" aria-label={`${name} in full screen`} title="Full screen (.)" onClick={full}>
            <Icon name="expand" />
          </button>
        </div>
      </header>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="frame-body" style={{ "--height": `${height}px` }} data-stale={stale} aria-busy={stale}>
        {asTable && table ? <TableView table={table} label={name} /> : children}
      </div>
    </section>
  );
};
