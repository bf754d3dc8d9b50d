import { describe, expect, it } from "vitest";
import { defaultView, type View, withOption } from "../../../src/state/view";
import {
  askedOrder,
  behind,
  errorsTitle,
  groupedBy,
  handledWords,
  markedWords,
  shownOf,
  statusWords,
  withGroups,
} from "../../../src/tabs/events/errors/data";
import type { ErrorKey, Errors } from "../../../src/tabs/events/errors/query";

const view: View = { ...defaultView, tab: "events", show: "errors" };
const nobody: ErrorKey = { error: null, package: null, function: null, version: null, user: null, group: null, source: null };
const broken: ErrorKey = {
  ...nobody,
  error: { id: "e1", signature: "1:abc", message: "broken", firstSeenAt: null, firstVersion: null, currentMark: null },
  version: { version: "1.12.0", package: { name: "Chem" } },
};

describe("what errors are grouped by", () => {
  it("is the error where the address says nothing that can be understood", () => {
    expect(groupedBy(view)).toEqual(["signature"]);
    expect(groupedBy(withOption(view, "by", "nonsense,toString"))).toEqual(["signature"]);
  });

  it("is at most three things, each once, in their order", () =>
    expect(groupedBy(withOption(view, "by", "version,user,version,group,source"))).toEqual(["version", "user", "group"]));

  it("leaves the default out of the address", () => {
    expect(withGroups(view, ["signature"]).options).toEqual({});
    expect(withGroups(view, ["version", "signature"]).options).toEqual({ by: "version,signature" });
  });

  it("is said in the title, but for the default", () => {
    expect(errorsTitle(view)).toBe("Errors, last 30 days");
    expect(errorsTitle(withGroups(view, ["version", "signature"]))).toBe("Errors by version and error, last 30 days");
  });
});

it("orders by what the address says, and by occurrences where that is no column", () => {
  expect(askedOrder(withOption(view, "order", "lastSeenAt"))).toEqual([{ lastSeenAt: "ASC" }]);
  expect(askedOrder(withOption(view, "order", "-trend"))).toEqual([{ occurrences: "DESC" }]);
});

describe("a row", () => {
  it("leads to its events in the log where its error is known", () => {
    const to = behind(view, broken, ["version", "signature"]);
    expect(to?.view).toMatchObject({ show: null, filter: { errors: ["1:abc"], versions: ["Chem@1.12.0"] } });
  });

  it("leads to its errors where it has many", () => {
    const to = behind(withGroups(view, ["version"]), broken, ["version"]);
    expect(to?.view).toMatchObject({ show: "errors", options: {}, filter: { errors: [], versions: ["Chem@1.12.0"] } });
  });

  it("leads nowhere where no filter says what it is", () => expect(behind(view, nobody, ["signature"])).toBeNull());

  it("of nobody is anonymous", () => {
    expect(behind(view, nobody, ["user"])?.view.filter.anonymous).toBe(true);
    expect(shownOf(nobody, "user")).toEqual({ label: "Anonymous", item: null });
  });
});

describe("words", () => {
  it("say what became of an error", () => {
    expect(statusWords({ status: "REGRESSED", absentDays: 23 })).toEqual({
      label: "Back",
      words: "Back in this time, after 23 days without it",
    });
    expect(statusWords({ status: null, absentDays: null })).toBeNull();
  });

  it.each([
    [{ handled: 3, unhandled: 0, unknown: 0 }, "caught"],
    [{ handled: 0, unhandled: 3, unknown: 0 }, "not caught"],
    [{ handled: 0, unhandled: 0, unknown: 3 }, "unknown"],
    [{ handled: 1, unhandled: 2, unknown: 3 }, "2 not caught"],
  ])("say of %o whether it was caught: %s", (row, words) => expect(handledWords(row)).toBe(words));

  it("say what marks leave out", () => {
    const marked = { marked: { errors: 1, occurrences: 12 } } as Errors;
    expect(markedWords(marked, false)).toBe("12 occurrences of 1 error marked as no error left out");
    expect(markedWords(marked, true)).toBe("12 occurrences of 1 error marked as no error among them");
    expect(markedWords({ marked: { errors: 0, occurrences: 0 } } as Errors, false)).toBe("");
  });
});
