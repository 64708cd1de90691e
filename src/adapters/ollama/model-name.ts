/** A parsed model name, or the reason why it is invalid. */
export type ParsedOllamaName = { readonly canonical: string } | { readonly fault: string };

const invalid = {
  fault: 'must be a name such as llama3.2 or registry/namespace/model:tag',
} as const;

const part = /^[a-z0-9_][a-z0-9._-]{0,79}$/;
const namespacePart = /^[a-z0-9_][a-z0-9_-]{0,79}$/;
const hostPart = /^[a-z0-9_][a-z0-9._:-]{0,349}$/;

/**
 * Parses `[host/][namespace/]model[:tag]`. Two names identify the same model when their canonical
 * forms are equal: Ollama ignores case and adds defaults.
 */
export function parseOllamaName(text: string): ParsedOllamaName {
  const lower = text.toLowerCase();
  if (/:(local:([^:]*-)?cloud|([^:]*-)?cloud:local)$/.test(lower)) {
    return { fault: 'must not have both :local and :cloud' };
  }
  // `:local` selects where the model runs. It is not a part of the name.
  const pieces = lower.replace(/:local$/, '').split('/');
  const last = pieces.pop() ?? '';
  const [model = '', tag = 'latest', ...rest] = last.split(':');
  const namespace = pieces.pop() ?? 'library';
  const host = pieces.pop() ?? 'registry.ollama.ai';
  const isValid =
    rest.length === 0 &&
    pieces.length === 0 &&
    part.test(model) &&
    part.test(tag) &&
    namespacePart.test(namespace) &&
    hostPart.test(host);
  return isValid ? { canonical: `${host}/${namespace}/${model}:${tag}` } : invalid;
}

/** Whether two names identify the same model. */
export function isSameOllamaModel(one: string, other: string): boolean {
  const canonical = canonicalOllamaName(one);
  return canonical !== null && canonical === canonicalOllamaName(other);
}

/** Returns the canonical form of a name; null when the name is invalid. */
export function canonicalOllamaName(text: string): string | null {
  const parsed = parseOllamaName(text);
  return 'canonical' in parsed ? parsed.canonical : null;
}
