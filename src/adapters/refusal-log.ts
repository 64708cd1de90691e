import type { ChatRequest } from './chat-request.ts';

/** What an upstream refused with. */
export interface Refusal {
  readonly model: string;
  /** Null when it came in the middle of an answer. */
  readonly status: number | null;
  readonly body: string;
  /** What it may repeat, and nobody is to read. */
  readonly secrets: readonly (string | null)[];
}

/** Where the words of upstreams go: no further than the log of those who look for a fault. */
export interface RefusalLog {
  note(refusal: Refusal): void;
}

/** Longer bodies are pages for people. */
const longestNote = 2_000;

/**
 * Notes refusals without the secrets and messages that they may repeat.
 *
 * @param write is called with the fields of a line of the log.
 */
export function createRefusalLog(
  write: (fields: Pick<Refusal, 'model' | 'status' | 'body'>) => void,
): RefusalLog {
  return {
    note: ({ model, status, body, secrets }) =>
      write({ model, status, body: scrub(body, secrets).slice(0, longestNote) }),
  };
}

/** What must not be read in a log: the credential, and what was said. */
export function secretsOf(
  target: { readonly apiKey: string | null; readonly headers: Readonly<Record<string, string>> },
  request: Pick<ChatRequest, 'messages'> | null,
): (string | null)[] {
  const said = request?.messages.map(({ content }) => content) ?? [];
  // Shorter ones are words that stand in every message.
  return [target.apiKey, ...Object.values(target.headers), ...said.filter((s) => s.length >= 4)];
}

/** Replaces values by themselves, whatever stands around them, also as they stand in JSON. */
function scrub(text: string, secrets: readonly (string | null)[]): string {
  return secrets
    .filter((secret) => secret !== null && secret !== '' && secret.length <= text.length)
    .flatMap((secret) => [secret ?? '', JSON.stringify(secret).slice(1, -1)])
    .reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
}
