import fc from "fast-check";
import { expect, test } from "vitest";
import { createClock, uuid } from "../../tracker/src/clock";

test("ids are UUIDs of version 7 that begin with their time", () => {
  const id = uuid(Date.UTC(2026, 0, 2));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(Date.UTC(2026, 0, 2));
  expect(new Set(Array.from({ length: 10_000 }, () => uuid(1))).size).toBe(10_000);
});

test("each time is later than the one before, whatever the clock of the machine does", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_003 }), { minLength: 2 }), (times) => {
      const clock = createClock();
      const stamps = times.map((time) => clock.stamp(time).time);
      expect([...new Set(stamps)].sort()).toEqual(stamps);
    }),
  );
});

test("times have microseconds and are those of the server", () => {
  let now = Date.UTC(2026, 0, 2, 3, 4, 5, 600);
  const clock = createClock(() => now);
  expect(clock.stamp(now).time).toBe("2026-01-02T03:04:05.600000Z");
  expect(clock.stamp(now).time).toBe("2026-01-02T03:04:05.600001Z");
  // Asked at .600, answered at .800 that it is 03:14:05.700 there: ten minutes ahead.
  const asked = now;
  now += 200;
  clock.learn("2026-01-02T03:14:05.700Z", asked);
  expect(clock.stamp(now).time).toBe("2026-01-02T03:14:05.800000Z");
});

test("small differences and missing answers change nothing", () => {
  const clock = createClock(() => 1_700_000_000_000);
  clock.learn(new Date(1_700_000_000_900).toUTCString(), 1_700_000_000_000);
  clock.learn(null, 1_700_000_000_000);
  expect(clock.skew).toBe(0);
});
