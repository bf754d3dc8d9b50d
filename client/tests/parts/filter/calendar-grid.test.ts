import { expect, it } from "vitest";
import { addMonths, dateAfterKey, inOrder, monthGrid } from "../../../src/parts/filter/calendar-grid";

it("shows six weeks from Monday on, whatever the month", () => {
  const may = monthGrid("2026-05");
  expect(may).toHaveLength(6);
  expect(may[0]).toEqual(["2026-04-27", "2026-04-28", "2026-04-29", "2026-04-30", "2026-05-01", "2026-05-02", "2026-05-03"]);
  expect(may[5]?.[6]).toBe("2026-06-07");
  expect(monthGrid("2027-02")[0]?.[0]).toBe("2027-02-01");
});

it("keeps the day of another month where that has it", () => {
  expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
  expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
  expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
});

it("walks by day, week, month and year", () => {
  const after = (key: string, shift = false) => dateAfterKey("2026-11-25", key, shift);
  expect([after("ArrowLeft"), after("ArrowRight"), after("ArrowUp"), after("ArrowDown")]).toEqual([
    "2026-11-24",
    "2026-11-26",
    "2026-11-18",
    "2026-12-02",
  ]);
  expect([after("Home"), after("End")]).toEqual(["2026-11-23", "2026-11-29"]);
  expect([after("PageUp"), after("PageDown", true)]).toEqual(["2026-10-25", "2027-11-25"]);
  expect(after("a")).toBeNull();
});

it("takes two days in either order", () => {
  expect(inOrder("2026-05-10", "2026-05-04")).toEqual({ from: "2026-05-04", to: "2026-05-10" });
});
