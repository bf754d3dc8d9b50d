/** The loaded rows of the log as a table for a spreadsheet. Pure. */

import type { Cell, Table } from "../../../parts/table";
import type { LogRow } from "./query";

const cell = (value: string | number | null | undefined): Cell => ({ text: String(value ?? ""), raw: value ?? "" });

export const logTable = (rows: readonly LogRow[]): Table => ({
  columns: ["time", "source", "type", "user", "package", "function", "durationMs", "error", "description", "id"],
  rows: rows.map((row) =>
    [
      row.time,
      row.source,
      row.eventType.name,
      row.user?.login,
      row.package.name,
      row.function?.name,
      row.durationMs,
      row.error?.message,
      row.description,
      row.id,
    ].map(cell),
  ),
});
