import { expect, test } from "vitest";
import { readText } from "./request";

/** A body in parts, which names no length; `sent` counts the parts that were asked for. */
function inParts(...parts: readonly string[]) {
  const sent = { count: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const part = parts[sent.count];
        if (part === undefined) return controller.close();
        sent.count += 1;
        controller.enqueue(new TextEncoder().encode(part));
      },
    },
    { highWaterMark: 0 },
  );
  // Node asks for `duplex`, of which the browser's types know nothing.
  const init = { method: "POST", body, duplex: "half" };
  return { sent, request: new Request("http://shop.example/", init) };
}

test("a body is read whole up to its limit in bytes, letters of several bytes across parts included", async () => {
  const bytes = new TextEncoder().encode("Čačić");
  const request = new Request("http://shop.example/", { method: "POST", body: bytes });
  expect(await readText(request, bytes.byteLength)).toBe("Čačić");
  expect(await readText(new Request("http://shop.example/", { method: "POST", body: bytes }), bytes.byteLength - 1)).toBeNull();
  expect(await readText(new Request("http://shop.example/"), 10)).toBe("");
});

test("of a body that is too long no more is read", async () => {
  const { request, sent } = inParts("four", "four", "four", "four", "four");
  expect(await readText(request, 7)).toBeNull();
  expect(sent.count).toBeLessThan(5);
});
