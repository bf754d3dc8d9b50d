import { describe, expect, it } from "vitest";
import { dayOf, shiftDays, startOfDay } from "../src/zone";

describe("the start of a day", () => {
  it.each([
    ["2026-05-04", "Europe/Berlin", "2026-05-03T22:00:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z"],
    ["2026-01-01", "Asia/Kathmandu", "2025-12-31T18:15:00.000Z"],
    ["2026-01-01", "Pacific/Kiritimati", "2025-12-31T10:00:00.000Z"],
    ["2026-05-04", "UTC", "2026-05-04T00:00:00.000Z"],
  ])("%s in %s", (day, zone, instant) => {
    expect(startOfDay(day, zone)).toBe(instant);
    expect(dayOf(instant, zone)).toBe(day);
    expect(dayOf(Date.parse(instant) - 1, zone) < day).toBe(true);
  });

  it("is the first instant after midnight where the clocks skip it", () => {
    expect(startOfDay("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
  });
});

describe("the period before or after", () => {
  it("is as many days long", () => {
    expect(shiftDays("2026-05-04", "2026-05-10", -1)).toEqual({ kind: "days", from: "2026-04-27", to: "2026-05-03" });
    expect(shiftDays("2026-05-04", "2026-05-04", 1)).toEqual({ kind: "days", from: "2026-05-05", to: "2026-05-05" });
  });

  it("steps whole months by months", () => {
    expect(shiftDays("2026-03-01", "2026-03-31", -1)).toEqual({ kind: "days", from: "2026-02-01", to: "2026-02-28" });
    expect(shiftDays("2026-01-01", "2026-12-31", -1)).toEqual({ kind: "days", from: "2025-01-01", to: "2025-12-31" });
  });
});
