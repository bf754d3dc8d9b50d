/** How a first event is sent, ready to be copied: for the server that this page comes from. */

export interface SampleEvent {
  id: string;
  time: string;
  source: string;
  type: string;
  user: string;
  package: string;
  function: string;
  durationMs: number;
}

export const sampleEvent = (id: string, now: number): SampleEvent => ({
  id,
  time: new Date(now).toISOString(),
  source: "function",
  type: "run",
  user: "ann",
  package: "Chem",
  function: "Chem:fingerprints",
  durationMs: 412,
});

/** One line that every shell understands. */
export const curlSample = (origin: string, event: SampleEvent): string =>
  `curl ${origin}/events -H 'content-type: application/json' -d '[${JSON.stringify(event)}]'`;

/** Runs in a browser and in Node.js; time and id are those of the moment it runs. */
export const scriptSample = (origin: string, { id: _, time: __, ...event }: SampleEvent): string => {
  const fields = Object.entries(event).map(([name, value]) => `    ${name}: ${JSON.stringify(value)},\n`);
  return `await fetch("${origin}/events", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify([{
    id: crypto.randomUUID(),
    time: new Date().toISOString(),
${fields.join("")}  }]),
});`;
};
