import { expect, it } from "vitest";
import { barLength, breakWords } from "../../src/panels/cards/timeline-words";
import { inSession, splitSession } from "../../src/panels/things";

it("shows a break where a while went by", () => {
  expect(breakWords({ gapMs: null })).toBeNull();
  expect(breakWords({ gapMs: 59_999 })).toBeNull();
  expect(breakWords({ gapMs: 720_000 })).toBe("12 min later");
  expect(breakWords({ gapMs: 3_600_000 * 2 })).toBe("2 h 0 min later");
});

it("draws durations as bars within the longest one", () => {
  expect(barLength(null, 100)).toBe(0);
  expect(barLength(100, 100)).toBe(1);
  expect(barLength(1, 1_000_000)).toBeGreaterThan(0);
  expect(barLength(10, 1000)).toBeLessThan(barLength(100, 1000));
});

it("keeps the marked event in the key of the session", () => {
  expect(splitSession(inSession("U2Vz=", "RXZl==").key)).toEqual({ session: "U2Vz=", event: "RXZl==" });
  expect(splitSession("U2Vz=")).toEqual({ session: "U2Vz=", event: null });
});
