import { expect, it } from "vitest";
import { actThing, afterWords, causeWords, isCertain, rateWords } from "../../src/panels/cards/cause-words";

const run = {
  eventType: { id: "t1", source: "function", name: "run" },
  package: { name: "Chem" },
  function: { name: "fingerprints", package: { name: "Chem" } },
  events: 310,
  followed: 42,
  itself: 42,
  rate: 42 / 310,
  rateLow: 0.102,
  rateHigh: 0.178,
  lift: 9,
};

it("tells a cause with its counts, its rate and its base rate", () => {
  expect(causeWords(run)).toBe("42 of 310 runs ended in it");
  expect(rateWords(run, 0.01505)).toBe("14%, 9 times the base rate of 1.5%");
  expect(actThing(run).label).toBe("Chem:fingerprints");
});

it("tells what only came before apart from what failed itself", () => {
  const click = { ...run, function: null, eventType: { id: "t2", source: "usage", name: "menu click" }, events: 1, followed: 1, itself: 0 };
  expect(causeWords(click)).toBe("1 of 1 event was followed by it");
  expect(causeWords({ ...click, events: 5, followed: 3, itself: 1 })).toBe("3 of 5 events ended in it or were followed by it");
  expect(actThing(click).label).toBe("menu click in Chem");
});

it("tells an error that follows", () => {
  const after = {
    error: { id: "e", message: "broken" },
    followed: 2,
    itself: 1,
    rate: 0.2,
    rateLow: 0.05,
    rateHigh: 0.5,
    baseRate: 0.1,
    lift: 2,
  };
  expect(afterWords(after, 10, "run")).toBe("ended or followed 2 of 10 runs");
});

it("is certain only where the whole interval lies above the base rate", () => {
  expect(isCertain({ rateLow: 0.102 }, 0.015)).toBe(true);
  expect(isCertain({ rateLow: 0.01 }, 0.015)).toBe(false);
});
