import { Client, type CombinedError, fetchExchange, type TypedDocumentNode } from "@urql/core";
import { useEffect, useRef, useState } from "preact/hooks";
import { allLists, type FilterList } from "./state/filter";

const client = new Client({
  url: "/graphql",
  exchanges: [fetchExchange],
  requestPolicy: "network-only",
  preferGetMethod: false,
  fetchOptions: { headers: { accept: "application/graphql-response+json, application/json" } },
});

/** A question that was not answered: what failed, in the server's words, its stable code, and the id under which the log has it. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string | null,
    readonly errorId: string | null,
    /** The entry of the filter that names nothing; null where that is not what failed. */
    readonly unknownEntry: { list: FilterList; name: string } | null = null,
  ) {
    super(message);
  }
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

const refused = ({ message, extensions: { code, errorId, list, entry } }: CombinedError["graphQLErrors"][number]): ApiError => {
  const known = allLists.find((one) => one === list);
  return new ApiError(message, text(code), text(errorId), known && typeof entry === "string" ? { list: known, name: entry } : null);
};

const failureOf = (error: CombinedError): ApiError => {
  const first = error.graphQLErrors[0];
  return first
    ? refused(first)
    : new ApiError(`The server cannot be reached (${error.networkError?.message ?? error.message}).`, "NETWORK", null);
};

/** Sends one document. The signal aborts the request; a partial answer counts as a failure, so that no figure is shown alone. */
export const ask = <Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Data> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const query = client.query<Data, Variables>(document, variables).subscribe(({ data, error, stale }) => {
      // The client first repeats its last answer to the same question, which is what was known then.
      if (stale) return;
      if (error) reject(failureOf(error));
      else if (data) resolve(data);
      else reject(new ApiError("The server answered without data.", null, null));
      leave();
    });
    const leave = (): void => {
      query.unsubscribe();
      signal.removeEventListener("abort", stop);
    };
    const stop = (): void => {
      leave();
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop);
  });

/** Sends one mutation: what it asks to be done. */
export const send = async <Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> => {
  const { data, error } = await client.mutation<Data, Variables>(document, variables).toPromise();
  if (error) throw failureOf(error);
  if (!data) throw new ApiError("The server answered without data.", null, null);
  return data;
};

/** An answer on its way, there, or refused. `stale` is data of an earlier question while the next one is open. */
export type Answer<Data> =
  | { kind: "loading" }
  | { kind: "ready"; data: Data; stale: boolean }
  | { kind: "failed"; error: ApiError; retry: () => void };

/** The same answer about a part of its data. */
export const mapAnswer = <From, To>(answer: Answer<From>, part: (data: From) => To): Answer<To> =>
  answer.kind === "ready" ? { ...answer, data: part(answer.data) } : answer;

const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(error instanceof Error ? error.message : String(error), null, null);

type Settled<Data> = { key: string; data: Data } | { key: string; error: ApiError };

/** Runs `load` when `key` changes (null: not yet), aborts the run before, and keeps the last data until the next is there. */
export const useAnswer = <Data>(key: string | null, load: (signal: AbortSignal) => Promise<Data>): Answer<Data> => {
  const [settled, setSettled] = useState<Settled<Data> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  const asked = key === null ? null : `${attempt} ${key}`;
  useEffect(() => {
    if (asked === null) return;
    const run = new AbortController();
    latest.current(run.signal).then(
      (data) => run.signal.aborted || setSettled({ key: asked, data }),
      (error: unknown) => run.signal.aborted || setSettled({ key: asked, error: asApiError(error) }),
    );
    return () => run.abort(new DOMException("A newer question took its place.", "AbortError"));
  }, [asked]);
  if (settled && "data" in settled) return { kind: "ready", data: settled.data, stale: settled.key !== asked };
  if (!settled || settled.key !== asked) return { kind: "loading" };
  return { kind: "failed", error: settled.error, retry: () => setAttempt((before) => before + 1) };
};
