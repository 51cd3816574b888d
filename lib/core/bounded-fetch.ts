/**
 * Returns a `fetch` whose answers have a body of at most `maxBytes`, decompressed. Reading a longer one closes the connection
 * and throws.
 */
export function boundedFetch(maxBytes: number): typeof fetch {
  return async (input, init) => {
    const { body, status, statusText, headers } = await fetch(input, init);
    let bytes = 0;
    const counted = body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.byteLength;
          if (bytes > maxBytes) controller.error(new Error(`the answer has more than ${maxBytes} bytes`));
          else controller.enqueue(chunk);
        },
      }),
    );
    return new Response(counted, { status, statusText, headers });
  };
}

/** Far more than any answer in JSON that the shop asks providers for. */
export const MAX_ANSWER_BYTES = 2_000_000;
