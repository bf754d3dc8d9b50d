import { expect, it } from "vitest";
import { narrowed, scopeOf } from "../src/scope";
import { readView } from "../src/state/address";

const asked = (address: string) => scopeOf(readView(new URL(address, "http://localhost")));

it("asks for instants with their seconds, as the address leaves them out", () => {
  const range = { from: "2026-11-04T10:00:00Z", to: "2026-11-04T12:30:15Z" };
  expect(asked("/overview?range=2026-11-04T10:00Z..2026-11-04T12:30:15Z").range).toEqual(range);
  expect(asked("/overview?picked=2026-11-04T10:00Z..2026-11-04T12:30:15Z;package:Chem").selection?.[0]).toMatchObject(range);
});

it("does so for what is picked in a chart", () => {
  const { selection } = readView(new URL("/overview?sel=2026-11-04T10:00Z..2026-11-04T12:00Z", "http://localhost"));
  expect(narrowed({}, selection, null)?.range).toEqual({ from: "2026-11-04T10:00:00Z", to: "2026-11-04T12:00:00Z" });
});
