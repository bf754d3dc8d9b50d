import { expect, it } from "vitest";
import { curlSample, sampleEvent, scriptSample } from "../../../src/parts/start/samples";

const event = sampleEvent("0190c2d1-7a3e-4bbb-8000-000000000001", Date.UTC(2026, 10, 2, 3, 4, 5));

it("makes one line for a shell, with valid JSON in it", () => {
  const line = curlSample("http://localhost:5080", event);
  expect(line).not.toContain("\n");
  expect(line).toContain("curl http://localhost:5080/events ");
  expect(JSON.parse(line.slice(line.indexOf("[{"), -1))).toEqual([event]);
});

it("makes a script that parses, and gives each run its own time and id", () => {
  const script = scriptSample("http://localhost:5080", event);
  expect(() => new Function(`return async () => { ${script} }`)).not.toThrow();
  expect(script).toContain("crypto.randomUUID()");
  expect(script).not.toContain(event.id);
});
