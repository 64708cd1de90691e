/** Time for which the result of an expensive reading is cached, in milliseconds. */
const cacheMs = 600_000;

/** Caches a reading for 10 minutes. An error is not cached. */
export function rarely(read: () => Promise<number>): () => Promise<number> {
  let last: { readonly at: number; readonly value: Promise<number> } | null = null;
  return () => {
    if (last !== null && performance.now() - last.at < cacheMs) return last.value;
    const value = read();
    last = { at: performance.now(), value };
    value.catch(() => {
      last = null;
    });
    return value;
  };
}
