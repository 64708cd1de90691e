/** A model name by Ollama's grammar, or why it is none. */
export type ParsedOllamaName = { readonly canonical: string } | { readonly fault: string };

const fault = { fault: 'must be a name such as llama3.2 or registry/namespace/model:tag' } as const;

const part = /^[a-z0-9_][a-z0-9._-]{0,79}$/;
const namespacePart = /^[a-z0-9_][a-z0-9_-]{0,79}$/;
const hostPart = /^[a-z0-9_][a-z0-9._:-]{0,349}$/;

/**
 * Reads `[host/][namespace/]model[:tag]`. Two names mean the same model when their canonical forms
 * are equal: Ollama compares without regard to case, and fills in its defaults.
 */
export function parseOllamaName(text: string): ParsedOllamaName {
  const lower = text.toLowerCase();
  if (/:(local:([^:]*-)?cloud|([^:]*-)?cloud:local)$/.test(lower)) {
    return { fault: 'must not ask for both :local and :cloud' };
  }
  // Says where the model is to run, and is no part of its name.
  const pieces = lower.replace(/:local$/, '').split('/');
  const last = pieces.pop() ?? '';
  const [model = '', tag = 'latest', ...rest] = last.split(':');
  const namespace = pieces.pop() ?? 'library';
  const host = pieces.pop() ?? 'registry.ollama.ai';
  const fits =
    rest.length === 0 &&
    pieces.length === 0 &&
    part.test(model) &&
    part.test(tag) &&
    namespacePart.test(namespace) &&
    hostPart.test(host);
  return fits ? { canonical: `${host}/${namespace}/${model}:${tag}` } : fault;
}

/** Whether two names mean the same model. */
export function isSameOllamaModel(one: string, other: string): boolean {
  const canonical = canonicalOllamaName(one);
  return canonical !== null && canonical === canonicalOllamaName(other);
}

/** What the names of a model have in common; null for what is no name. */
export function canonicalOllamaName(text: string): string | null {
  const parsed = parseOllamaName(text);
  return 'canonical' in parsed ? parsed.canonical : null;
}
