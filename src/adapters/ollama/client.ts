import { Ollama } from 'ollama';

/** How to reach an Ollama. */
export interface OllamaConnection {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * A client for one call: the package's own `abort()` ends every stream of a client, and nothing
 * that still waits for its headers, so each call brings a signal instead.
 */
export function createClient({ baseUrl, fetch }: OllamaConnection, signal: AbortSignal): Ollama {
  return new Ollama({
    // The package reads addresses in a way of its own; the paths that it makes are put onto ours.
    host: 'http://ollama',
    fetch: (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const signals = init?.signal == null ? [signal] : [signal, init.signal];
      return fetch(`${baseUrl}${pathname}`, { ...init, signal: AbortSignal.any(signals) });
    },
  });
}
