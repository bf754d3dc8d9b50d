import { Sparkline } from "../charts/sparkline";
import { count } from "../format";
import type { PointsData } from "./data";

interface SmallRowsProps {
  data: PointsData;
  picked: ReadonlySet<number>;
  pick: (row: number, more: boolean) => void;
}

/** What a phone shows of the dots: each row's events over time as a small line. */
export const SmallRows = ({ data, picked, pick }: SmallRowsProps) => {
  const lines = data.rows.map(() => data.buckets.map(() => 0));
  for (const { row, bucket, value } of data.points) {
    const line = lines[row];
    if (line) line[bucket] = (line[bucket] ?? 0) + value;
  }
  return (
    <ul class="small-rows">
      {data.rows.map((row, at) => (
        <li key={row.id}>
          <button type="button" title={row.words} aria-pressed={row.other ? undefined : picked.has(at)} onClick={() => pick(at, false)}>
            <span class="cut">{row.label}</span>
            <Sparkline values={lines[at] ?? []} />
            <span class="number">{count((lines[at] ?? []).reduce((sum, value) => sum + value, 0))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};
