import { createAction, type Patch, propagate } from "./action";
import { createClock } from "./clock";
import { createConsent } from "./consent";
import { createDelivery, type Result } from "./deliver";
import { createOutbox } from "./outbox";
import { createPolicy, isWanted } from "./policy";
import { createQueue } from "./queue";
import { createRedaction } from "./redact";
import { createSession } from "./session";
import { createSpill } from "./spill";
import { openStore } from "./store";
import type { Fired, Tracker, TrackerOptions, UsageEvent } from "./types";
import { type Entry, type EventError, LEVELS, type LogOptions, type Parameters, type Stats } from "./types";

export type * from "./types";

const PERSIST_MS = 250;
const MOST_ENTRIES = 500;
const REPEATS_MS = 1000;

/** Tells what happens in a web page to the server at `url`. Never throws into the page. */
export function createTracker(options: TrackerOptions): Tracker {
  const { user = "", maxEvents = 20_000, maxBytes = 8_000_000, flushMs = 2000 } = options;
  const url = `${options.url}`.replace(/\/$/, "");
  const stats: Stats = { fired: 0, sent: 0, duplicates: 0, dropped: {} };
  const entries: Entry[] = [];
  const ended = new AbortController();
  const { signal } = ended;
  const known = new WeakSet();
  const ownFetch = fetch.bind(window);
  let changed: (() => void) | undefined;
  let waits = false;
  let ready = false;
  let told = false;
  let started = false;

  const fail = (error: unknown) => {
    try {
      if (options.onError) options.onError(error);
      // biome-ignore lint/suspicious/noConsole: the last place where a page's developer may find it
      else if (!told) console.debug("usage tracker", error);
    } catch {
      // What is told of failures must not be one.
    }
    told = true;
  };
  const guard = <R>(work: () => R): R | undefined => {
    try {
      return work();
    } catch (error) {
      fail(error);
      return undefined;
    }
  };
  const drop = (reason: string, entry?: Entry, events = 1) => {
    if (entry) Object.assign(entry, { state: "dropped", reason });
    stats.dropped[reason] = (stats.dropped[reason] ?? 0) + events;
    changed?.();
  };

  const redact = createRedaction(options.redact);
  const consent = createConsent(options.respectDoNotTrack ?? true);
  const session = createSession(user);
  const clock = createClock();
  const action = createAction();
  const spill = createSpill(url);
  const policy = createPolicy(url, user, ownFetch, clock, signal);
  const outbox = createOutbox(clock, maxEvents, maxBytes, (entry) => drop("queue full", entry));
  const queue = createQueue(openStore(`usage ${url}`), maxEvents, maxBytes, (events) => drop("queue full", undefined, events));
  const mark = (results: readonly Result[]) => {
    for (const { id, status, reason } of results) {
      const entry = entries.find(({ event }) => event.id === id);
      if (entry) Object.assign(entry, status === "rejected" || status === "excluded" ? { state: "dropped", reason } : { state: "sent" });
    }
    changed?.();
  };
  // One tab sends the events of all of them, and tells the others.
  const tabs = guard(() => new BroadcastChannel(`usage ${url}`));
  const delivery = createDelivery(url, options.key, ownFetch, queue, signal, (results) => {
    for (const { status, reason = status } of results) {
      if (status === "rejected") {
        drop(reason);
        fail(new Error(reason));
      } else if (status === "excluded") drop("policy");
      else stats[status === "stored" ? "sent" : "duplicates"]++;
    }
    mark(results);
    guard(() => tabs?.postMessage(results));
  });

  const emit = (make: () => Fired) =>
    guard(() => {
      if (!consent.given || signal.aborted) return;
      const { groups, client = "web", version, before } = options;
      const fired = {
        ...(user && { user, groups }),
        session: session(),
        action: action.current(),
        package: options.package,
        client,
        version,
        ...make(),
      } as UsageEvent;
      const entry: Entry = { at: clock.now(), event: fired, state: "queued" };
      stats.fired++;
      entries.push(entry);
      if (entries.length > MOST_ENTRIES) entries.shift();
      let answer: unknown = false;
      // Where the hook fails nothing is sent: it may be what must not leave.
      guard(() => {
        answer = before?.(fired);
      });
      const event = answer instanceof Object ? (answer as UsageEvent) : fired;
      const json = redact(event);
      entry.event = JSON.parse(json);
      if (answer === false) return drop("before", entry);
      outbox.put(entry, json);
      if (!waits) setTimeout(guard, PERSIST_MS, persist);
      waits = true;
      changed?.();
    });
  const persist = () => {
    waits = false;
    if (!ready) return;
    const chunks = outbox.take((entry) => {
      const { source, type, function: name, package: of } = entry.event;
      const wanted = isWanted(policy.wishes(name?.match(/(.*):/)?.[1] ?? of), source, type);
      if (!wanted) drop("policy", entry);
      return wanted;
    });
    for (const chunk of chunks) queue.add(...chunk).catch(fail);
    if (chunks.length) delivery.later(chunks.length > 1 ? 0 : flushMs);
  };
  const open = () => {
    ready = true;
    guard(persist);
  };
  const leave = () => {
    open();
    if (!consent.given) return;
    spill.keep(queue.unsaved());
    delivery.leave();
  };
  const inspect = () => {
    import("./inspector/inspector")
      .then(({ toggle }) =>
        toggle(entries, stats, (listener) => {
          changed = listener;
        }),
      )
      .catch(fail);
  };
  const failure = (error: unknown, handled?: boolean): { error: EventError } => {
    const { name, message, stack } = Object(error) as Partial<Error>;
    if (error instanceof Object) known.add(error);
    return { error: { type: name || "Error", message: `${message || error}`, stack, handled } as EventError };
  };
  const ending = (end: () => void) => signal.addEventListener("abort", () => guard(end));
  const on = <E extends Event>(type: string, listener: (event: E) => void) =>
    addEventListener(type, (event) => guard(() => listener(event as E)), { capture: true, signal });
  const patch: Patch = (owner, name, after, before) => {
    const original = owner[name];
    const own = function (this: typeof owner, ...given: unknown[]) {
      guard(() => before?.(given as never));
      const result = (original as (...given: unknown[]) => unknown).apply(this, given);
      guard(() => after?.(this, given as never));
      return result;
    } as typeof original;
    owner[name] = own;
    // Others may have put theirs in front since.
    ending(() => {
      if (owner[name] === own) owner[name] = original;
    });
  };

  const start = () => {
    if (started || !consent.given) return;
    started = true;
    for (const type of ["click", "keydown", "drop"]) on(type, (event) => event.isTrusted && action.begin());
    on<KeyboardEvent>("keydown", ({ altKey, code }) => altKey && code === "KeyI" && options.inspector !== false && inspect());
    tabs?.addEventListener("message", ({ data }) => guard(() => mark(data)));
    ending(() => tabs?.close());
    on("pagehide", leave);
    on("visibilitychange", () => document.hidden && leave());
    on("online", delivery.send);
    propagate(action, options.propagate ?? [], patch);
    let look: (() => void) | undefined;
    // The first events wait for the server's clock and policy, unless an earlier page has left them.
    ready = !!policy.current;
    policy.load(() => guard(() => look?.())).then(open);
    for (const chunk of guard(spill.take) ?? []) queue.add(...chunk).catch(fail);
    delivery.later(flushMs);

    const { capture: page } = options;
    if (page === false) return;
    let last = "";
    let next = 0;
    const crashed = (error: unknown, { timeStamp }: Event) => {
      // A fault in a loop is one fault, and one of a run is in its record.
      const isSame = `${error}` === last && timeStamp < next;
      if (isSame || known.has(Object(error)) || page?.error === false) return;
      last = `${error}`;
      next = timeStamp + REPEATS_MS;
      emit(() => ({ source: "error", type: "error", ...failure(error, false) }));
    };
    on<ErrorEvent>("error", (event) => event.message && crashed(event.error ?? event.message, event));
    on<PromiseRejectionEvent>("unhandledrejection", (event) => crashed(event.reason, event));
    import("./capture/capture")
      .then(({ capture }) => {
        const rules = () => (consent.given ? ([page, policy.wishes(options.package).capture] as const) : undefined);
        if (!signal.aborted) look = capture({ on, emit, guard, patch, ending, rules });
      })
      .catch(fail);
  };

  const create = (name: string | undefined, extra: Parameters): Tracker => {
    const own = (make: () => Fired) => emit(() => ({ ...(name && { package: name }), ...make() }));
    const log = (type: string, params?: Parameters, rest?: LogOptions) =>
      own(() => {
        const { level = "usage", ...more } = rest ?? {};
        return { source: level, type, ...more, parameters: { other: { ...extra, ...params } } };
      });
    const tracker = {
      log,
      error: (error, rest) =>
        own(() => ({ source: "error", type: "error", ...failure(error, rest?.handled ?? true), parameters: { other: extra } })),
      run(called, given, work) {
        const begun = performance.now();
        const cause = action.current();
        const inputs = guard(() => JSON.parse(redact(given)));
        const done = (outputs: unknown, failed?: () => object) =>
          own(() => ({
            source: "function",
            type: "run",
            function: called,
            durationMs: performance.now() - begun,
            ...(cause && { action: cause }),
            ...failed?.(),
            parameters: {
              inputs,
              outputs: (outputs as object)?.constructor === Object ? (outputs as Parameters) : { result: outputs },
              other: extra,
            },
          }));
        const fails = (error: unknown): never => {
          done(undefined, () => failure(error));
          throw error;
        };
        const ends = <T>(value: T): T => {
          done(value);
          return value;
        };
        let result: ReturnType<typeof work>;
        try {
          result = work();
        } catch (error) {
          return fails(error);
        }
        return result instanceof Promise ? (result.then(ends, fails) as typeof result) : ends(result);
      },
      child(params) {
        const { package: part = name, ...rest } = params ?? {};
        return create(part, { ...extra, ...rest });
      },
      async flush() {
        open();
        if (consent.given) await delivery.send();
      },
      stop() {
        guard(leave);
        ended.abort();
      },
      optOut() {
        guard(() => consent.set(false));
        for (const entry of entries) if (entry.state === "queued") drop("opt-out", entry);
        outbox.take(() => false);
        guard(spill.take);
        queue
          .oldest(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
          .then(({ keys }) => queue.remove(keys))
          .catch(fail);
      },
      optIn() {
        guard(() => consent.set(true));
        guard(start);
      },
      inspect,
      stats,
    } as Tracker;
    for (const level of LEVELS)
      tracker[level] ??= (type: string, params?: Parameters, rest?: LogOptions) => log(type, params, { ...rest, level });
    return tracker;
  };

  guard(start);
  return create(undefined, {});
}
