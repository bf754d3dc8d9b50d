import { expect, it } from "vitest";
import { commandsOf } from "../../../src/parts/commands/commands";
import { defaultView, type View } from "../../../src/state/view";

/** Where a command goes. */
const gone = (label: string): View | undefined => {
  let to: View | undefined;
  const nothing = (): void => {};
  const page = { refresh: nothing, copyLink: nothing, openHelp: nothing, openDays: nothing, chooseTheme: nothing };
  commandsOf(defaultView, { ...page, go: (view) => (to = view) })
    .find((command) => command.label === label)
    ?.run();
  return to;
};

it("goes to tabs and to the views inside them", () => {
  expect(gone("Events")).toEqual({ ...defaultView, tab: "events" });
  expect(gone("Installations of packages")).toMatchObject({ tab: "packages", filter: { eventTypes: ["package-version-published"] } });
  expect(gone("Functions coloured by package")).toMatchObject({ tab: "functions", color: "package" });
  expect(gone("Sources of events as lines")).toMatchObject({ tab: "events", options: { sources: "lines" } });
});
