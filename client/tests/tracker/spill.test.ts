import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSpill } from "../../tracker/src/spill";
import type { ChunkKey } from "../../tracker/src/store";

const key: ChunkKey = [1, 2, 20, 0.5];

beforeEach(() => {
  // As much of the storage as is used: its items are its own properties, and texts.
  const storage = Object.defineProperty({} as Record<string, string>, "removeItem", {
    value(this: Record<string, string>, name: string) {
      delete this[name];
    },
  });
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("window", { localStorage: storage });
});
afterEach(() => vi.unstubAllGlobals());

test("what one page leaves is taken by the next, once, and by pages with the same server only", () => {
  createSpill("https://usage").keep([[key, ["{}", "{}"]]]);
  expect(createSpill("https://other").take()).toEqual([]);
  expect(createSpill("https://usage").take()).toEqual([[key, ["{}", "{}"]]]);
  expect(createSpill("https://usage").take()).toEqual([]);
});

test("a page that has stored everything since leaves nothing", () => {
  const spill = createSpill("https://usage");
  spill.keep([[key, ["{}"]]]);
  spill.keep([]);
  expect(spill.take()).toEqual([]);
});
