export const LEVELS = ["audit", "usage", "info", "debug", "warning", "error"] as const;

/** How much an event matters, and the stream that it belongs to. */
export type Level = (typeof LEVELS)[number];

export type Parameters = Readonly<Record<string, unknown>>;

/** An object that an event touched. */
export interface Entity {
  type: string;
  id: string;
  name?: string;
  role?: "subject" | "input" | "output";
}

export interface EventError {
  type?: string;
  message: string;
  stack?: string;
  handled?: boolean;
}

/** An event as it is sent. `id` and `time` are there as soon as they are fixed, and never change again. */
export interface UsageEvent {
  id?: string;
  time?: string;
  source: string;
  type: string;
  user?: string;
  groups?: readonly string[];
  session?: string;
  action?: string;
  package?: string;
  function?: string;
  durationMs?: number;
  description?: string;
  parameters?: { inputs?: Parameters; outputs?: Parameters; other?: Parameters };
  entities?: readonly Entity[];
  error?: EventError;
  client?: string;
  version?: string;
}

/** Whether events of a type are captured: all, none, or those that happen in elements of a selector. */
export type Rule = boolean | string;

/** Rules by type: a type that the tracker knows ("click", "rows-selected" …), or the name of any event of the DOM. */
export type Rules = Readonly<Record<string, Rule>>;

export interface TrackerOptions {
  /** Address of the server, for example "https://usage.example.com". */
  url: string;
  /** Key of the server, where it wants one. */
  key?: string;
  /** Login. Without it, events are anonymous. */
  user?: string;
  groups?: readonly string[];
  /** Package that events belong to, unless they say otherwise. */
  package?: string;
  /** Name of this program. Default "web". */
  client?: string;
  /** Version of this program. */
  version?: string;
  /** What is captured by itself; false means nothing. */
  capture?: Rules | false;
  /** Looks at each event before it is queued: may change it, return another one, or return false to drop it. */
  before?: ((event: UsageEvent) => UsageEvent | boolean | undefined) | ((event: UsageEvent) => void);
  /** Names of parameters that are secret here, besides passwords, tokens and the like. */
  redact?: RegExp;
  /** Origins besides the page's own whose requests get the header X-Usage-Action. They must allow it. */
  propagate?: readonly string[];
  /** Honours Do Not Track and Global Privacy Control. Default true. */
  respectDoNotTrack?: boolean;
  /** Whether Alt+I opens the inspector. Default true. */
  inspector?: boolean;
  /** How long events wait for others to be sent with, in ms. Default 2,000. */
  flushMs?: number;
  /** Most events that wait to be delivered; beyond that the oldest go. Default 20,000. */
  maxEvents?: number;
  /** Most bytes that wait to be delivered. Default 8 MB. */
  maxBytes?: number;
  /** Told of what goes wrong in the tracker, which never throws. Default: console.debug, once. */
  onError?: (error: unknown) => void;
}

export interface LogOptions {
  /** Default "usage". */
  level?: Level;
  description?: string;
  entities?: readonly Entity[];
  durationMs?: number;
}

/** Logs something of one level. */
export type Shortcut = (type: string, params?: Parameters, options?: Omit<LogOptions, "level">) => void;

/** What became of an event. */
export interface Entry {
  /** When it was fired, in ms of this machine. */
  at: number;
  event: UsageEvent;
  state: "queued" | "sent" | "dropped";
  /** Why it was dropped, or "duplicate" where the server had it already. */
  reason?: string;
}

/** What became of all events of this page; of those of earlier pages too, where they were sent from here. */
export interface Stats {
  fired: number;
  sent: number;
  duplicates: number;
  /** By reason. */
  dropped: Record<string, number>;
}

export interface Tracker {
  /** Logs what happened, under a type that you choose. */
  log(type: string, params?: Parameters, options?: LogOptions): void;
  audit: Shortcut;
  usage: Shortcut;
  info: Shortcut;
  debug: Shortcut;
  warning: Shortcut;
  /** Logs an error that was caught, unless `handled` is false. */
  error(error: unknown, options?: { handled?: boolean }): void;
  /** Runs and times a function, logs its inputs and its outputs or error, and returns or throws what it does. */
  run<T>(name: string, inputs: Parameters, work: () => T): T;
  /** A tracker for a part of the program: adds parameters to all its events. */
  child(params: Parameters & { package?: string }): Tracker;
  /** Sends what waits, now. Done when all is delivered, or the server did not take it. */
  flush(): Promise<void>;
  /** Captures nothing more, and leaves the page as it was. What waits is kept for the next page. */
  stop(): void;
  /** Forgets what waits and logs nothing more, on later pages too. */
  optOut(): void;
  /** Logs again, even where the browser asks not to be tracked. */
  optIn(): void;
  /** Opens or closes the inspector. */
  inspect(): void;
  readonly stats: Stats;
}

/** An event as the tracker makes it: members that are undefined are not sent. */
export type Fired = Pick<UsageEvent, "source" | "type"> & {
  [name in keyof UsageEvent]?:
    | (name extends "parameters" ? { [kind in "inputs" | "outputs" | "other"]?: Parameters | undefined } : UsageEvent[name])
    | undefined;
};
