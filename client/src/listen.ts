/** Subscriptions: GraphQL over server-sent events, one connection each. */

import { stringifyDocument, type TypedDocumentNode } from "@urql/core";
import { ApiError } from "./api";

/** A server gives a sign of life every 12 s; after this long without one the connection is dead, whatever the network says. */
const longestSilence = 40_000;

interface Heard<Data> {
  /** The connection stands: what is stored from now on is told. */
  onOpen: () => void;
  /** Something happened: what the subscription selects of it. */
  onEvent: (data: Data) => void;
}

interface Told<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** One message of the stream. `complete` ends it; so does an answer with errors. */
const take = <Data>(message: string, { onEvent }: Heard<Data>): void => {
  const lines = message.split("\n");
  const parts = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim());
  if (!lines.includes("event: next")) return;
  const { data, errors } = JSON.parse(parts.join("\n")) as Told<Data>;
  const first = errors?.[0];
  if (first) throw new ApiError(first.message, first.extensions?.code ?? null, null);
  if (data) onEvent(data);
};

/** Calls `onEvent` for every event of a subscription, until the signal, the server or the network ends it: then it returns, or throws why. */
export const listen = async <Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  heard: Heard<Data>,
  signal: AbortSignal,
): Promise<void> => {
  const silence = new AbortController();
  let watch = setTimeout(() => silence.abort(), longestSilence);
  try {
    const answer = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ query: stringifyDocument(document), variables }),
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!answer.ok || !answer.body) throw new ApiError(`The server refuses to tell of new events (${answer.status}).`, "REFUSED", null);
    heard.onOpen();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watch);
      watch = setTimeout(() => silence.abort(), longestSilence);
      const messages = (rest + value).split("\n\n");
      rest = messages.pop() ?? "";
      for (const message of messages) take(message, heard);
    }
  } finally {
    clearTimeout(watch);
  }
};
