import { expect, test } from "vitest";
import { pathOf, type Spot, stable } from "../../tracker/src/capture/path";

interface Parts extends Record<string, unknown> {
  text?: string;
  in?: Spot;
  heading?: string;
  label?: string;
}

/** An element with its attributes; `in` is its parent. */
function element(localName: string, { text = "", in: parentNode, heading, label, ...attributes }: Parts = {}): Spot {
  return {
    localName,
    textContent: text,
    parentNode,
    getAttribute: (name) => (attributes[name] as string | undefined) ?? null,
    querySelector: () => (heading ? element("h2", { text: heading }) : null),
    labels: label ? [element("label", { text: label })] : null,
  };
}

test("places and what is acted on make a path", () => {
  const toolbar = element("div", { role: "toolbar", "aria-label": "Toolbar" });
  const button = element("button", { text: "  Run\n all ", in: element("span", { class: "css-1x2y", in: toolbar }) });
  expect(pathOf(button)).toBe("Toolbar / Run all");
  expect(pathOf(element("svg", { in: button }))).toBe("Toolbar / Run all");
});

test("menus and dialogs name what is in them", () => {
  const menu = element("ul", { role: "menu", "aria-label": "File" });
  expect(pathOf(element("li", { role: "menuitem", text: "Open…", in: menu }))).toBe("File / Open…");
  const dialog = element("dialog", { heading: "Find and replace" });
  expect(pathOf(dialog)).toBe("Find and replace");
  expect(pathOf(element("input", { label: "Replace with", value: "hunter2", in: dialog }))).toBe("Find and replace / Replace with");
});

test("a path is the same for every object: numbers and hashes are no words", () => {
  expect(stable("Row 17 of 3,000")).toBe("Row # of #,#");
  expect(pathOf(element("tr", { id: "row-4711" }))).toBe("row-#");
  expect(stable("0190c2d1-7a3e-7bbb-8000-000000000001")).toBe("#");
  expect(stable("Toolbox")).toBe("Toolbox");
});

test("what a cell holds is not told", () => {
  const table = element("table", { "aria-label": "Compounds" });
  expect(pathOf(element("td", { text: "Aspirin", in: element("tr", { in: table }) }))).toBe("Compounds / Cell");
  expect(pathOf(element("div", { text: "A note about somebody" }))).toBe("div");
});

test("the page's own names go before all others", () => {
  const panel = element("section", { "data-usage": "Panel" });
  expect(pathOf(element("button", { text: "x", "aria-label": "Close", "data-usage": "Dismiss", in: panel }))).toBe("Panel / Dismiss");
});

test("inside of what is off, and in passwords, there is nothing", () => {
  const off = element("div", { "data-usage": "off" });
  expect(pathOf(element("button", { text: "Go", in: element("div", { in: off }) }))).toBeUndefined();
  expect(pathOf(element("input", { type: "password", label: "Password" }))).toBeUndefined();
});

test("a shadow root leads to its host", () => {
  const host = element("my-grid", { "data-usage": "Grid" });
  const root = { host } as unknown as Spot;
  expect(pathOf(element("button", { text: "Sort", in: root }))).toBe("Grid / Sort");
});
