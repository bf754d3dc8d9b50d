import { expect, it } from "vitest";
import { linkTo } from "../../../src/parts/header/copy-link";
import { refreshIn } from "../../../src/parts/header/refreshing";
import { defaultView } from "../../../src/state/view";

it("names the zone in a link, as another browser may stand elsewhere", () => {
  expect(linkTo({ ...defaultView, timeZone: "Asia/Tokyo" }, "https://usage.example")).toBe("https://usage.example/overview?tz=Asia/Tokyo");
  expect(linkTo(defaultView, "https://usage.example")).toMatch(/^https:\/\/usage\.example\/overview\?tz=./);
});

it("waits for the rest of the interval, and not at all when it is over", () => {
  expect(refreshIn(30, 1_000, 11_000)).toBe(20_000);
  expect(refreshIn(30, 1_000, 99_000)).toBe(0);
});
