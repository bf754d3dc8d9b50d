import { expect, it } from "vitest";
import { shiftRange } from "../../src/state/shift";

const zone = "Europe/Berlin";

it("moves days by the calendar, without asking what they mean", () => {
  expect(shiftRange({ kind: "days", from: "2026-05-01", to: "2026-05-31" }, null, zone, -1)).toEqual({
    kind: "days",
    from: "2026-04-01",
    to: "2026-04-30",
  });
});

it("moves instants by their own length", () => {
  expect(shiftRange({ kind: "instants", from: "2026-05-04T10:00:00Z", to: "2026-05-04T12:30:00Z" }, null, zone, 1)).toEqual({
    kind: "instants",
    from: "2026-05-04T12:30:00.000Z",
    to: "2026-05-04T15:00:00.000Z",
  });
});

it("moves what the server made of words, by days where it means whole days", () => {
  const typed = { kind: "typed", text: "last 3 weeks" } as const;
  const days = { from: "2026-11-04T23:00:00Z", to: "2026-11-25T23:00:00Z" };
  expect(shiftRange(typed, days, zone, -1)).toEqual({ kind: "days", from: "2026-10-15", to: "2026-11-04" });
  const hours = { from: "2026-11-25T10:17:00Z", to: "2026-11-25T13:17:00Z" };
  expect(shiftRange(typed, hours, zone, -1)).toEqual({
    kind: "instants",
    from: "2026-11-25T07:17:00.000Z",
    to: "2026-11-25T10:17:00.000Z",
  });
});

it("does not guess what a preset means", () => {
  expect(shiftRange({ kind: "preset", preset: "30d" }, null, zone, 1)).toBeNull();
});
