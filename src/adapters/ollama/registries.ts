import { parseOllamaName } from './model-name.ts';

const ownRegistry = 'registry.ollama.ai';

/** From which registries models may be pulled: Ollama's own, and what the operator permits. */
export class OllamaRegistries {
  readonly #permitted = new Map<string, { readonly insecure: boolean }>();

  /** @param entries hosts, with a port where it is needed; `http://` before one spoken to so. */
  constructor(entries: readonly string[]) {
    for (const entry of entries) {
      const insecure = entry.startsWith('http://');
      this.#permitted.set(entry.replace(/^https?:\/\//, '').toLowerCase(), { insecure });
    }
  }

  /** Why a model of this name may not be pulled; null when it may. */
  faultOf(name: string): string | null {
    const parsed = parseOllamaName(name);
    if ('fault' in parsed) return parsed.fault;
    const host = hostOf(parsed.canonical);
    if (host === ownRegistry || this.#permitted.has(host)) return null;
    return 'names a registry that OLLAMA_REGISTRIES does not list';
  }

  /** Whether the registry of a model is spoken to without TLS. */
  isInsecure(canonical: string): boolean {
    return this.#permitted.get(hostOf(canonical))?.insecure ?? false;
  }
}

function hostOf(canonical: string): string {
  return canonical.split('/')[0] ?? '';
}
