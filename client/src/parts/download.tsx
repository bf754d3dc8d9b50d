import { useEffect, useRef, useState } from "preact/hooks";
import { count } from "../format";
import { Icon } from "./icons";
import { walkFocus } from "./keys";
import { loadRows, type Progress, type RowsBehind } from "./rows-behind";
import { saveCsvText, type Table, toCsv } from "./table";

export interface DownloadProps {
  /** Of the chart. */
  name: string;
  fileName: string;
  /** What is shown; null while nothing is. */
  table: Table | null;
  /** All of it, where the table is only a part. */
  complete: (() => Promise<Table>) | undefined;
  /** The events that it counts; null where there is no saying, or nothing to be counted. */
  rows: RowsBehind | null;
}

type Work = { kind: "idle" } | { kind: "rows"; progress: Progress | null } | { kind: "failed"; why: string };

const allRowsName = (fileName: string): string => fileName.replace(/\.csv$/, " rows.csv");

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/** Loads one file at a time; closing the page or Cancel ends it. */
const useDownload = ({ table, complete, rows, fileName }: DownloadProps) => {
  const [work, setWork] = useState<Work>({ kind: "idle" });
  const run = useRef<AbortController | null>(null);
  useEffect(() => () => run.current?.abort(new DOMException("Left.", "AbortError")), []);

  const attempt = async (load: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    run.current = new AbortController();
    try {
      await load(run.current.signal);
      setWork({ kind: "idle" });
    } catch (error) {
      if (isAbort(error)) setWork({ kind: "idle" });
      else setWork({ kind: "failed", why: `The download failed: ${error instanceof Error ? error.message : String(error)} Try again.` });
    }
  };
  const saveShown = (): Promise<void> =>
    attempt(async () => {
      const all = complete ? await complete() : table;
      if (all) saveCsvText([toCsv(all)], fileName);
    });
  const saveRows = (): Promise<void> =>
    attempt(async (signal) => {
      if (!rows) return;
      setWork({ kind: "rows", progress: null });
      saveCsvText(await loadRows(rows, (progress) => setWork({ kind: "rows", progress }), signal), allRowsName(fileName));
    });
  const cancel = (): void => run.current?.abort(new DOMException("Cancelled.", "AbortError"));
  return { work, saveShown, saveRows, cancel };
};

/** The download button with its two files: what the chart shows, and the events that it counts. */
export const Download = (props: DownloadProps) => {
  const { name, table, rows } = props;
  const { work, saveShown, saveRows, cancel } = useDownload(props);
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) root.current?.querySelector<HTMLElement>(".popover button")?.focus();
  }, [open]);

  const choose = (save: () => Promise<void>): void => {
    setOpen(false);
    button.current?.focus();
    void save();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    } else if (open) walkFocus(event, root.current, ".popover button");
  };
  const onFocusOut = (event: FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget))) setOpen(false);
  };

  return (
    <div class="menu download" ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      {work.kind === "rows" && (
        <span class="muted number" role="status">
          {work.progress ? `${count(work.progress.loaded)} of ${count(work.progress.total)} rows` : "Loading rows"}{" "}
          <button type="button" class="quiet" onClick={cancel}>
            Cancel
          </button>
        </span>
      )}
      {work.kind === "failed" && (
        <span class="bad" role="alert">
          {work.why}
        </span>
      )}
      <button
        type="button"
        class="quiet"
        ref={button}
        aria-label={`Download ${name} as CSV`}
        title="Download CSV"
        aria-expanded={open}
        disabled={!table || work.kind === "rows"}
        onClick={() => setOpen(!open)}
      >
        <Icon name="download" />
      </button>
      {open && (
        <ul class="popover">
          <li>
            <button type="button" class="quiet" onClick={() => choose(saveShown)}>
              What is shown
            </button>
          </li>
          {rows && (
            <li>
              <button type="button" class="quiet" onClick={() => choose(saveRows)}>
                All rows behind it
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
};
