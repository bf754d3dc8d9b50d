import { describe, expect, it } from "vitest";
import { selectedScope } from "../../src/panels/within";
import { selectionAsFilter } from "../../src/scope";
import { area } from "../../src/state/area";
import { noFilter } from "../../src/state/filter";
import { defaultView } from "../../src/state/view";

const answered = {
  from: "2026-05-01T00:00:00Z",
  to: "2026-05-04T00:00:00Z",
  timeZone: "UTC",
  asOf: "2026-05-04T00:00:00Z",
  previousFrom: null,
  previousTo: null,
};
const timed = (from: string, to: string) => area({ from: `2026-05-${from}T00:00:00Z`, to: `2026-05-${to}T00:00:00Z` });
const scope = { range: { preset: "LAST_30_DAYS" }, compare: "NONE" } as const;

describe("what the panel asks of a selection", () => {
  it("is the whole scope where nothing is picked", () => {
    expect(selectedScope(scope, [], answered)).toBe(scope);
  });

  it("lies within the range that was answered", () => {
    expect(selectedScope(scope, [timed("03", "09")], answered)?.range).toEqual({
      from: "2026-05-03T00:00:00Z",
      to: "2026-05-04T00:00:00Z",
    });
    expect(selectedScope(scope, [timed("05", "09")], answered)).toBeNull();
    expect(selectedScope(scope, [timed("05", "09"), area({ users: ["ann"] })], answered)?.selection).toEqual([{ users: ["ann"] }]);
  });

  it("is nothing where the filter leaves out what is picked", () => {
    expect(selectedScope({ ...scope, selection: [{ users: ["bob"] }] }, [area({ users: ["ann"] })], answered)).toBeNull();
  });
});

it("keeps what was picked before when several points become the filter", () => {
  const filter = { ...noFilter, picked: [area({ packages: ["Chem"] })] };
  const view = { ...defaultView, filter, selection: [area({ users: ["ann"] }), area({ users: ["bob"] })] };
  expect(selectionAsFilter(view).filter.picked).toEqual([
    area({ packages: ["Chem"], users: ["ann"] }),
    area({ packages: ["Chem"], users: ["bob"] }),
  ]);
});
