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

/** Takes note of refusals, for those who look for a fault. */
export interface RefusalLog {
  note(refusal: Refusal): void;
}

/** What the log says of a refusal. */
export interface RefusalLine {
  readonly model: string;
  readonly status: number | null;
  /** The error's code and type, such as `context_length_exceeded`; null where it has none. */
  readonly code: string | null;
  readonly type: string | null;
  /** Characters of the body, which is not written: it quotes prompts, documents and keys. */
  readonly length: number;
}

/** Longer bodies are pages for people, without a code. */
const longestBody = 100_000;
const identifier = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** @param write is called with the fields of a line of the log. */
export function createRefusalLog(write: (line: RefusalLine) => void): RefusalLog {
  return {
    note: ({ model, status, body, secrets }) => {
      const error = body.length > longestBody ? {} : errorOf(body);
      const shown = (value: unknown) => {
        const text = typeof value === 'number' ? `${value}` : value;
        if (typeof text !== 'string' || !identifier.test(text)) return null;
        return secrets.some((secret) => repeats(text, secret ?? '')) ? null : text;
      };
      const { code, type } = error;
      write({ model, status, code: shown(code), type: shown(type), length: body.length });
    },
  };
}

/** What must not be read in a log: the credential, and what was said. */
export function secretsOf(
  target: { readonly apiKey: string | null; readonly headers: Readonly<Record<string, string>> },
  request: Pick<ChatRequest, 'messages'> | null,
): (string | null)[] {
  const said = request?.messages.map(({ content }) => content) ?? [];
  return [target.apiKey, ...Object.values(target.headers), ...said];
}

/** Whether a code is part of a secret, or has one as a part. Shorter texts are in every word. */
function repeats(text: string, secret: string): boolean {
  return secret.length >= 4 && (secret.includes(text) || text.includes(secret));
}

/** Providers put code and type into `error`, or beside it. */
function errorOf(body: string): { readonly code?: unknown; readonly type?: unknown } {
  try {
    const parsed: unknown = JSON.parse(body);
    const { error } = (parsed ?? {}) as { error?: unknown };
    return (typeof error === 'object' && error !== null ? error : (parsed ?? {})) as object;
  } catch {
    return {};
  }
}
