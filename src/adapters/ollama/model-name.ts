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
  const [a, b] = [parseOllamaName(one), parseOllamaName(other)];
  return 'canonical' in a && 'canonical' in b && a.canonical === b.canonical;
}
