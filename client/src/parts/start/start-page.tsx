import { useMemo, useState } from "preact/hooks";
import { copy } from "../header/clipboard";
import { curlSample, sampleEvent, scriptSample } from "./samples";
import "./start.css";

/** What an empty database shows: how the first event gets here. */
export const StartPage = () => {
  const event = useMemo(() => sampleEvent(eventId(), Date.now()), []);
  const { origin } = location;
  return (
    <main class="start">
      <h2>No events have been stored yet.</h2>
      <p>
        Send the first one. This page notices within seconds and turns into the dashboard. Only <code>id</code>, <code>time</code>,{" "}
        <code>source</code> and <code>type</code> are required.
      </p>
      <Sample title="From a shell" code={curlSample(origin, event)} />
      <Sample title="From JavaScript" code={scriptSample(origin, event)} />
      <p>
        A file of events, NDJSON or JSON, is read by the command <code>import FILE</code>. The graph, with worked examples, is at{" "}
        <a href="/graphql/ui/">/graphql/ui/</a>, its contract at <a href="/graphql/schema.graphql">/graphql/schema.graphql</a>.
      </p>
      <p class="muted waiting" role="status">
        Waiting for the first event…
      </p>
    </main>
  );
};

/** Pages that come over plain HTTP from another machine have no randomUUID. */
const eventId = (): string => {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

const Sample = ({ title, code }: { title: string; code: string }) => {
  const [said, setSaid] = useState("");
  return (
    <section aria-label={title}>
      <header>
        <h3>{title}</h3>
        <span class="muted" role="status">
          {said}
        </span>
        <button type="button" aria-label={`Copy, ${title.toLowerCase()}`} onClick={() => void copy(code, "Sample").then(setSaid)}>
          Copy
        </button>
      </header>
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
    </section>
  );
};
