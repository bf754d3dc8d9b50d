import fc from "fast-check";
import { expect, test } from "vitest";
import { createRedaction, REDACTED } from "../../tracker/src/redact";

const tidy = (value: unknown, more?: RegExp) => JSON.parse(createRedaction(more)({ value })).value;

test.each([
  "password",
  "userPassword",
  "PASSWD",
  "pass",
  "pwd",
  "api_key",
  "apiKey",
  "accessToken",
  "clientSecret",
  "Authorization",
  "cardNumber",
  "pin",
])("the value of %s does not pass, at any depth", (name) => {
  expect(tidy({ [name]: "hunter2", a: [{ [name]: { deep: "hunter2" } }] })).toEqual({ [name]: REDACTED, a: [{ [name]: REDACTED }] });
});

test.each(["passenger", "author", "pinned", "keyboard", "monkey", "compound", "description"])("%s is no secret", (name) => {
  expect(tidy({ [name]: "x" })).toEqual({ [name]: "x" });
});

test.each([
  ["GET /api?token=hunter2&page=2", `GET /api?token=${REDACTED}&page=2`],
  ['{"password": "hunter 2"}', `{"password": ${REDACTED}}`],
  ["Authorization: Bearer hunter2", `Authorization: ${REDACTED}`],
  ["client_secret='hunter2', id=4", `client_secret=${REDACTED}, id=4`],
  ["The password is wrong", "The password is wrong"],
])("in a text, what follows the name of a secret does not pass: %s", (text, expected) => {
  expect(tidy(text)).toBe(expected);
});

test("a page names its own secrets", () => {
  expect(tidy({ codename: "x", name: "y" }, /^codename$/)).toEqual({ codename: REDACTED, name: "y" });
});

test("names of the event's own members are no names of parameters", () => {
  expect(JSON.parse(createRedaction(/user|session/)({ user: "ann", parameters: { other: { user: "x" } } }))).toEqual({
    user: "ann",
    parameters: { other: { user: REDACTED } },
  });
});

test("what is no data is told by its kind, and cycles end", () => {
  class Frame {
    rows = 4;
  }
  const cycle: Record<string, unknown> = { n: 12n, when: new Date(0), frame: new Frame(), fault: new RangeError("no"), run() {} };
  cycle.self = cycle;
  expect(tidy(cycle)).toEqual({
    n: "12",
    when: "1970-01-01T00:00:00.000Z",
    frame: "[Frame]",
    fault: "RangeError: no",
    run: "[Function]",
    self: "…",
  });
});

test("what a database cannot store is left out", () => {
  expect(tidy("a\0b\ud800c😀")).toBe("abc😀");
});

test("however much is given, an event stays small", () => {
  const long = "x".repeat(100_000);
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`p${i}`, long]));
  expect(createRedaction()({ wide, many: Array.from({ length: 1e6 }, (_, i) => i) }).length).toBeLessThan(60_000);
});

test("no value of a secret passes, whatever else is there", () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 4 }), fc.constantFrom("password", "token", "secret"), (rest, name) => {
      const json = createRedaction()({ parameters: { [name]: "s3cr3t-value", deep: { ...rest, list: [{ [name]: "s3cr3t-value" }] } } });
      expect(json).not.toContain("s3cr3t-value");
    }),
  );
});
