/** Remembers the result of an expensive reading, in milliseconds. */
const rememberedMs = 600_000;

/** Reads again only when the last reading is older than 10 minutes. A failed one is not remembered. */
export function rarely(read: () => Promise<number>): () => Promise<number> {
  let last: { readonly at: number; readonly value: Promise<number> } | null = null;
  return () => {
    if (last !== null && performance.now() - last.at < rememberedMs) return last.value;
    const value = read();
    last = { at: performance.now(), value };
    value.catch(() => {
      last = null;
    });
    return value;
  };
}
