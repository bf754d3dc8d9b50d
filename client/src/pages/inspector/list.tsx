import { useState } from "preact/hooks";
import { count, zoneName } from "../../format";
import type { View } from "../../state/view";
import type { Filters } from "./filters";
import type { InspectorEvent } from "./query";
import { EventRow } from "./row";

interface ListProps {
  rows: readonly InspectorEvent[];
  zone: string;
  /** What links into the app go from. */
  from: View;
  /** Narrows the list to what an event has. */
  only: (part: Partial<Filters>) => void;
  say: (words: string) => void;
}

/** So many rows are drawn; more where a reader asks for them. */
const drawnAtOnce = 200;

export const columns = ["Level", "Type", "User", "Function or package", "Took", "What"] as const;

export const EventList = ({ rows, zone, from, only, say }: ListProps) => {
  const [drawn, setDrawn] = useState(drawnAtOnce);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void =>
    setOpened((before) => (before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id])));
  return (
    <>
      <table class="inspector-list">
        <caption class="hidden">Events, the last one first</caption>
        <thead>
          <tr>
            <th scope="col">Time ({zoneName(rows[0]?.time ?? Date.now(), zone)})</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        {rows.slice(0, drawn).map((event) => (
          <EventRow
            key={event.id}
            event={event}
            zone={zone}
            from={from}
            open={opened.has(event.id)}
            toggle={toggle}
            only={only}
            say={say}
          />
        ))}
      </table>
      {rows.length > drawn && (
        <button type="button" onClick={() => setDrawn(drawn + drawnAtOnce)}>
          Show {count(Math.min(drawnAtOnce, rows.length - drawn))} older
        </button>
      )}
    </>
  );
};
