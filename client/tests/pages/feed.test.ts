import { describe, expect, it, vi } from "vitest";
import {
  cleared,
  emptyFeed,
  type Feed,
  missedSince,
  mostKept,
  paused,
  resumed,
  withArrived,
  withFound,
} from "../../src/pages/inspector/feed";
import { pump } from "../../src/pages/inspector/pump";
import type { InspectorEvent } from "../../src/pages/inspector/query";

/** An event of a second of the day. */
const event = (second: number, id = `e${second}`): InspectorEvent =>
  ({
    id,
    time: `2026-06-17T12:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}Z`,
  }) as InspectorEvent;

const ids = ({ rows }: Feed): string[] => rows.map(({ id }) => id);

describe("the list of the inspector", () => {
  it("has what comes on top, each event once", () => {
    const feed = withArrived(withArrived(emptyFeed, [event(1), event(2)]), [event(2), event(3), event(3)]);
    expect(ids(feed)).toEqual(["e3", "e2", "e1"]);
  });

  it("has what was asked for at its time, below what came meanwhile", () => {
    const feed = withFound(withArrived(emptyFeed, [event(5)]), [event(5), event(4), event(2)], false);
    expect(ids(feed)).toEqual(["e5", "e4", "e2"]);
    expect(ids(withFound(feed, [event(6), event(3)], false))).toEqual(["e6", "e5", "e4", "e3", "e2"]);
  });

  it("keeps the newest ones, and counts those that left", () => {
    const all = Array.from({ length: mostKept + 5 }, (_, second) => event(second));
    const feed = withArrived(emptyFeed, all);
    expect(feed.rows).toHaveLength(mostKept);
    expect([feed.rows[0]?.id, feed.rows.at(-1)?.id, feed.left]).toEqual([`e${mostKept + 4}`, "e5", 5]);
  });

  it("stands still while it is paused, and has all of it afterwards", () => {
    const still = withArrived(paused(withArrived(emptyFeed, [event(1)])), [event(2), event(1), event(3)]);
    expect(ids(still)).toEqual(["e1"]);
    expect(still.held).toHaveLength(2);
    expect(ids(resumed(still))).toEqual(["e3", "e2", "e1"]);
    expect(resumed(still).held).toBeNull();
  });

  it("asks for what was missed from its oldest event on, and tells when that was not all", () => {
    const feed = withArrived(emptyFeed, [event(4), event(9)]);
    expect(missedSince(feed)).toBe(event(4).time);
    expect(missedSince(emptyFeed)).toBeNull();
    expect(withFound(feed, [event(12), event(11)], true).gap).toBe(true);
    expect(withFound(feed, [event(12), event(9)], true).gap).toBe(false);
  });

  it("does not ask again for what was cleared away", () => {
    const feed = cleared(withArrived(emptyFeed, [event(4), event(9), event(7)]));
    expect(ids(feed)).toEqual([]);
    expect(missedSince(feed)).toBe(event(9).time);
    expect(ids(withFound(feed, [event(10), event(9), event(4)], false))).toEqual(["e10"]);
  });
});

describe("the way from the stream to the list", () => {
  const now = async (): Promise<void> => undefined;

  it("looks up what comes in order, 50 at once", async () => {
    const taken: (readonly string[])[] = [];
    const push = pump(async (some) => void taken.push(some), vi.fn(), vi.fn(), now);
    for (let at = 0; at < 120; at++) push(String(at));
    await vi.waitFor(() => expect(taken.map(({ length }) => length)).toEqual([50, 50, 20]));
    expect(taken.flat()).toEqual(Array.from({ length: 120 }, (_, at) => String(at)));
  });

  it("lets the oldest go where more waits than the list keeps", async () => {
    let skipped = 0;
    const taken: string[] = [];
    const push = pump(
      async (some) => void taken.push(...some),
      (count) => (skipped += count),
      vi.fn(),
      now,
    );
    for (let at = 0; at < 5000; at++) push(String(at));
    await vi.waitFor(() => expect(taken.at(-1)).toBe("4999"));
    expect(taken.length + skipped).toBe(5000);
    expect(taken.length).toBeLessThanOrEqual(2 * mostKept);
  });

  it("says when nothing can be looked up", async () => {
    const fail = vi.fn();
    pump(() => Promise.reject(new Error("down")), vi.fn(), fail, now)("1");
    await vi.waitFor(() => expect(fail).toHaveBeenCalledWith(new Error("down")));
  });
});
