/** Smaller differences come and go with the network, and with the whole seconds of the header Date. */
const TOLERATED_MS = 1000;

/** A UUID of version 7. */
export function uuid(ms = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(24));
  const rest = "-7000-8000-000000000000".replace(/[08]/g, (digit, at) =>
    (+digit ^ ((random[at] as number) & (digit === "8" ? 3 : 15))).toString(16),
  );
  return ms.toString(16).padStart(12, "0").replace(/.{4}$/, "-$&") + rest;
}

/** Gives events their times: those of the server, and each later than the one before, so that their order is the order of firing. */
export interface Clock {
  /** Milliseconds of this machine. */
  now(): number;
  /** What to add to a time of this machine. */
  skew: number;
  /** Id and time of an event that was fired at a time of this machine. */
  stamp(fired: number): { id: string; time: string };
  /** Learns the server's time from what it answered to a question asked then. */
  learn(server: string | null, asked: number): void;
}

export function createClock(now = Date.now): Clock {
  let last = 0;
  const clock: Clock = {
    now,
    skew: 0,
    stamp(fired) {
      last = Math.max(Math.round((fired + clock.skew) * 1000), last + 1);
      const ms = Math.floor(last / 1000);
      return { id: uuid(ms), time: new Date(ms).toISOString().replace("Z", `${last % 1000}Z`.padStart(4, "0")) };
    },
    learn(server, asked) {
      const skew = Date.parse(`${server}`) - (asked + now()) / 2;
      if (Math.abs(skew - clock.skew) > TOLERATED_MS) clock.skew = skew;
    },
  };
  return clock;
}
