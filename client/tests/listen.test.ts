import { afterEach, describe, expect, it, vi } from "vitest";
import { graphql } from "../src/graphql";
import { listen } from "../src/listen";

const document = graphql(`
  subscription Told {
    eventLogged { id }
  }
`);

const stream = (...chunks: string[]) => {
  const bytes = new TextEncoder();
  const body = new ReadableStream({
    start: (to) => {
      for (const chunk of chunks) to.enqueue(bytes.encode(chunk));
      to.close();
    },
  });
  vi.stubGlobal("fetch", async () => new Response(body, { headers: { "content-type": "text/event-stream" } }));
};
afterEach(() => vi.unstubAllGlobals());

const heard = async () => {
  const said: string[] = [];
  await listen(
    document,
    {},
    { onOpen: () => said.push("open"), onEvent: ({ eventLogged }) => said.push(eventLogged.id) },
    new AbortController().signal,
  );
  return said;
};

describe("a stream of events", () => {
  it("is heard however it is cut, signs of life aside, until the server ends it", async () => {
    stream(
      ":\n\nevent: next\nda",
      'ta: {"data":{"eventLogged":{"id":"1"}}}\n',
      `\n:\n\nevent: next\ndata: {"data":\ndata: {"eventLogged":{"id":"2"}}}\n\n`,
      "event: complete\ndata:\n\n",
    );
    expect(await heard()).toEqual(["open", "1", "2"]);
  });

  it("that says it cannot go on is an error with its code", async () => {
    stream('event: next\ndata: {"errors":[{"message":"Too slow.","extensions":{"code":"SLOW_CONSUMER"}}]}\n\n');
    await expect(heard()).rejects.toMatchObject({ message: "Too slow.", code: "SLOW_CONSUMER" });
  });

  it("that is refused is an error", async () => {
    vi.stubGlobal("fetch", async () => new Response("", { status: 406 }));
    await expect(heard()).rejects.toThrow("406");
  });
});
