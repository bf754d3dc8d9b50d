import { describe, expect, it } from "vitest";
import { emptyDraft, ruleOf } from "../../src/pages/logging/draft";
import { changeLines, leftWords, levels, levelWords, targetWords, typeWords } from "../../src/pages/logging/words";

const now = Date.parse("2026-06-17T12:00:00Z");

describe("a rule from the form", () => {
  it("is for everyone and for good where nothing else is said", () => {
    expect(ruleOf(emptyDraft(" Ann "), now)).toEqual({ mode: "STANDARD", by: "Ann" });
  });

  it("ends so long after now, or at a time of its own", () => {
    const draft = { ...emptyDraft("Ann"), reason: "A slow search" };
    expect(ruleOf({ ...draft, period: "4h" }, now)).toEqual({
      mode: "STANDARD",
      by: "Ann",
      reason: "A slow search",
      endsAt: "2026-06-17T16:00:00.000Z",
    });
    expect(ruleOf({ ...draft, period: "1w" }, now).endsAt).toBe("2026-06-24T12:00:00.000Z");
    const end = new Date(2026, 5, 20, 8, 30);
    expect(ruleOf({ ...draft, period: "own", end: "2026-06-20T08:30" }, now).endsAt).toBe(end.toISOString());
  });

  it("has levels and types of its own, and nothing of rows that were left empty", () => {
    const draft = {
      ...emptyDraft("Ann"),
      target: "PACKAGE",
      name: "Chem",
      mode: "CUSTOM",
      levels: ["error"],
      types: [
        { type: " click ", says: "where", selector: ".toolbar *" },
        { type: "scroll", says: "not", selector: "left over" },
        { type: " ", says: "logged", selector: "" },
      ],
    } as const;
    expect(ruleOf(draft, now)).toEqual({
      package: "Chem",
      mode: "CUSTOM",
      by: "Ann",
      levels: ["error"],
      types: [
        { type: "click", isLogged: true, selector: ".toolbar *" },
        { type: "scroll", isLogged: false },
      ],
    });
    expect(ruleOf({ ...draft, mode: "VERBOSE" }, now)).toEqual({ package: "Chem", mode: "VERBOSE", by: "Ann" });
  });
});

describe("words of a rule", () => {
  it("say whom it is for", () => {
    const nobody = { group: null, user: null, package: null };
    expect(targetWords({ ...nobody, target: "EVERYONE" })).toBe("Everyone");
    expect(targetWords({ ...nobody, target: "USER", user: { login: "ann", name: "Ann" } })).toBe("User ann");
  });

  it("say levels and types", () => {
    expect(levelWords(levels)).toBe("all levels");
    expect(levelWords(levels.filter((level) => level !== "debug"))).toBe("all levels but debug");
    expect(levelWords(["audit", "error"])).toBe("audit and error");
    expect(levelWords([])).toBe("no level");
    expect(typeWords({ type: "click", isLogged: true, selector: ".toolbar *" })).toBe("click: logged in .toolbar *");
    expect(typeWords({ type: "scroll", isLogged: false, selector: null })).toBe("scroll: not logged");
  });

  it("say how much time is left", () => {
    expect(leftWords("2026-06-17T12:00:30Z", now)).toBe("1 min left");
    expect(leftWords("2026-06-17T14:00:00Z", now)).toBe("2 h left");
    expect(leftWords("2026-06-18T13:05:00Z", now)).toBe("25 h 5 min left");
    expect(leftWords("2026-06-24T12:00:00Z", now)).toBe("7 days left");
    expect(leftWords("2026-06-17T12:00:00Z", now)).toBe("over");
  });

  it("say what differs, and what differs alike together", () => {
    const changes = [
      { what: "mode", before: "STANDARD", after: "CUSTOM" },
      { what: "info", before: "logged", after: "not logged" },
      { what: "usage", before: "logged", after: "not logged" },
      { what: "click", before: null, after: "logged in .toolbar *" },
      { what: "endsAt", before: null, after: "2026-06-24T12:00:00Z" },
    ];
    expect(changeLines(changes, "UTC")).toEqual([
      "mode: Standard → Custom",
      "info and usage: logged → not logged",
      "click: nothing said → logged in .toolbar *",
      "end: no end → 24 Jun 2026, 12:00:00 UTC",
    ]);
    expect(changeLines([{ what: "mode", before: null, after: "INHERIT" }], "UTC")).toEqual(["mode: nothing set → Taken back"]);
  });
});
