import { afterEach, describe, expect, it, vi } from "vitest";
import { ask } from "../src/api";
import { graphql } from "../src/graphql";

const document = graphql(`
  query Kept {
    eventsSince
  }
`);

const answers = (...all: (string | null)[]) => {
  const fetched = vi.fn(async (_: unknown, init?: RequestInit) => {
    init?.signal?.throwIfAborted();
    return new Response(JSON.stringify({ data: { eventsSince: all.shift() ?? null } }), {
      headers: { "content-type": "application/json" },
    });
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
};
afterEach(() => vi.unstubAllGlobals());

describe("a question", () => {
  it("that is asked again is answered by the server again, never by what was known before", async () => {
    const fetched = answers("2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z");
    const signal = new AbortController().signal;
    expect(await ask(document, {}, signal)).toEqual({ eventsSince: "2026-05-01T00:00:00Z" });
    expect(await ask(document, {}, signal)).toEqual({ eventsSince: "2026-05-02T00:00:00Z" });
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it("that is no longer wanted is not asked", async () => {
    answers(null);
    const run = new AbortController();
    const asked = ask(document, {}, run.signal);
    run.abort(new Error("not wanted"));
    await expect(asked).rejects.toThrow("not wanted");
  });
});
