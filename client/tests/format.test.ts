import { describe, expect, it } from "vitest";
import {
  bucketLabel,
  bucketWords,
  change,
  count,
  dateRange,
  duration,
  exactMoment,
  moment,
  names,
  percent,
  plural,
  shortCount,
} from "../src/format";

const berlin = "Europe/Berlin";

describe("numbers", () => {
  it("are exact, and short only on axes", () => {
    expect([count(12480), shortCount(12480), shortCount(9999), shortCount(1_250_000)]).toEqual(["12,480", "12.5k", "9,999", "1.3M"]);
  });

  it("as parts never hide that there is something", () => {
    expect([percent(0), percent(0.0001), percent(0.034), percent(0.34)]).toEqual(["0%", "<0.1%", "3.4%", "34%"]);
  });

  it("are followed by their noun", () => {
    expect([plural(1, "user"), plural(1200, "user")]).toEqual(["1 user", "1,200 users"]);
  });
});

describe("a change", () => {
  it.each([
    [12, 10, "up", "▲ +20%"],
    [9, 10, "down", "▼ −10%"],
    [0, 10, "down", "▼ −100%"],
    [5, 0, "new", "new"],
    [0, 0, "same", "0%"],
    [5, null, "none", "–"],
  ] as const)("from %s, before %s: %s", (now, before, direction, text) => {
    expect(change(now, before)).toEqual({ direction, text });
  });
});

describe("times", () => {
  it("name a bucket in the chosen zone", () => {
    expect(bucketWords("DAY", "2026-05-03T22:00:00Z", "2026-05-04T22:00:00Z", berlin)).toBe("Mon 4 May 2026, 00:00–24:00 CEST");
    expect(bucketWords("HOUR", "2026-05-04T12:00:00Z", "2026-05-04T13:00:00Z", berlin)).toBe("Mon 4 May 2026, 14:00–15:00 CEST");
    expect(bucketWords("WEEK", "2026-05-03T22:00:00Z", "2026-05-10T22:00:00Z", berlin)).toBe("Week of 4–10 May 2026");
    expect(bucketWords("QUARTER", "2026-03-31T22:00:00Z", "2026-06-30T22:00:00Z", berlin)).toBe("Q2 2026");
    expect(bucketWords("YEAR", "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z", berlin)).toBe("2026");
  });

  it("are short on the axis", () => {
    expect(bucketLabel("DAY", "2026-05-03T22:00:00Z", berlin)).toBe("4 May");
    expect(bucketLabel("HOUR", "2026-05-04T12:00:00Z", berlin)).toBe("14:00");
    expect(bucketLabel("HOUR", "2026-05-03T22:00:00Z", berlin)).toBe("4 May");
  });

  it("say what two dates share once", () => {
    expect(dateRange("2026-05-04", "2026-05-10")).toBe("4–10 May 2026");
    expect(dateRange("2026-05-04", "2026-05-04")).toBe("4 May 2026");
    expect(dateRange("2025-12-29", "2026-01-04")).toBe("29 Dec 2025 – 4 Jan 2026");
  });
});

it("lists names no longer than a title bears", () => {
  expect([names([]), names(["a"]), names(["a", "b"]), names(["a", "b", "c", "d"])]).toEqual(["", "a", "a and b", "a, b and 2 more"]);
});

it("says moments and durations as short as they can be read", () => {
  expect(moment("2026-05-04T12:02:07.123Z", "Europe/Berlin")).toBe("4 May 14:02:07");
  expect(exactMoment("2026-05-04T12:02:07.123Z", "Europe/Berlin")).toBe("4 May 2026, 14:02:07.123 CEST");
  expect([0.4, 3.04, 340, 999.6, 1234, 12_345, 59_960, 185_000, 7_800_000].map(duration)).toEqual([
    "0.4 ms",
    "3 ms",
    "340 ms",
    "1 s",
    "1.2 s",
    "12 s",
    "1 min 0 s",
    "3 min 5 s",
    "2 h 10 min",
  ]);
});
