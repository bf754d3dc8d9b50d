import { Sparkline } from "../charts/sparkline";
import { bucketNoun, bucketWords, capital, plural } from "../format";
import { usePanel } from "./context";
import type { Summary } from "./query";

export interface Run {
  /** One value a bucket; null is after now. */
  values: (number | null)[];
  /** `Events per day, most on Mon 4 May 2026: 124 events`. */
  words: string;
}

/** Events over time as a small line and a sentence. */
export const runOf = ({ series, scope }: Summary, zone: string, noun: "event" | "run"): Run => {
  const events = series.lines[0]?.events ?? [];
  const now = Date.parse(scope.asOf);
  const values = series.buckets.map((from, index) => (Date.parse(from) > now ? null : (events[index] ?? 0)));
  const most = Math.max(0, ...events);
  const at = events.indexOf(most);
  const from = series.buckets[at];
  const every = `${capital(noun)}s per ${bucketNoun[series.bucket]}`;
  if (most === 0 || from === undefined) return { values, words: `${every}: none` };
  const bucket = bucketWords(series.bucket, from, series.buckets[at + 1] ?? scope.to, zone);
  return { values, words: `${every}, at most ${plural(most, noun)}: ${bucket}` };
};

export const Activity = ({ summary, noun }: { summary: Summary; noun: "event" | "run" }) => {
  const { zone } = usePanel();
  const { values, words } = runOf(summary, zone, noun);
  return (
    <figure class="panel-activity">
      <Sparkline values={values} width={320} height={40} />
      <figcaption class="muted">{words}</figcaption>
    </figure>
  );
};
