import { parseOllamaName } from './model-name.ts';

const defaultRegistry = 'registry.ollama.ai';

/**
 * The registries that models can be downloaded from: Ollama's own and those that the operator
 * permits.
 */
export class OllamaRegistries {
  readonly #permitted = new Map<string, { readonly insecure: boolean }>();

  /** @param entries hosts with an optional port; the prefix `http://` selects plain HTTP. */
  constructor(entries: readonly string[]) {
    for (const entry of entries) {
      const insecure = entry.startsWith('http://');
      this.#permitted.set(entry.replace(/^https?:\/\//, '').toLowerCase(), { insecure });
    }
  }

  /** Explains why a model with this name must not be downloaded; null when it can be. */
  faultOf(name: string): string | null {
    const parsed = parseOllamaName(name);
    if ('fault' in parsed) return parsed.fault;
    const host = hostOf(parsed.canonical);
    if (host === defaultRegistry || this.#permitted.has(host)) return null;
    return 'names a registry that OLLAMA_REGISTRIES does not list';
  }

  /** Whether the registry of a model is accessed over plain HTTP. */
  isInsecure(canonical: string): boolean {
    return this.#permitted.get(hostOf(canonical))?.insecure ?? false;
  }
}

function hostOf(canonical: string): string {
  return canonical.split('/')[0] ?? '';
}
