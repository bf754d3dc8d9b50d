/** One value: as it is read on screen, and as a spreadsheet wants it. */
export interface Cell {
  text: string;
  raw: string | number;
}

/** What a chart shows, as rows. The screen and the download are made of the same ones. */
export interface Table {
  columns: string[];
  rows: Cell[][];
}

export const TableView = ({ table, label }: { table: Table; label: string }) => (
  <section class="table-scroll" aria-label={`${label}, table`} tabIndex={0}>
    <table>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row[0]?.raw}>{row.map((cell, column) => (column === 0 ? <th scope="row">{cell.text}</th> : <td>{cell.text}</td>))}</tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** RFC 4180. A text that a spreadsheet would run as a formula is quoted by an apostrophe. */
export const toCsv = ({ columns, rows }: Table): string => {
  const field = (value: string | number): string => {
    if (typeof value === "number") return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [columns, ...rows.map((row) => row.map((cell) => cell.raw))].map((line) => `${line.map(field).join(",")}\r\n`).join("");
};

export const saveCsv = (table: Table, fileName: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\uFEFF", toCsv(table)], { type: "text/csv;charset=utf-8" }));
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
};
