/** Variables that Ollama reads, which can run on the same machine. */
const ollamaVariables =
  /^OLLAMA_(?:API_KEY|CONTEXT_LENGTH|DEBUG|FLASH_ATTENTION|GPU_OVERHEAD|HOST|INTEL_GPU|KEEP_ALIVE|KV_CACHE_TYPE|LLM_LIBRARY|LOAD_TIMEOUT|MAX_LOADED_MODELS|MAX_QUEUE|MODELS|MULTIUSER_CACHE|NEW_ENGINE|NOHISTORY|NOPRUNE|NO_CLOUD|NUM_PARALLEL|ORIGINS|REMOTES|RUNNERS_DIR|SCHED_SPREAD|TMPDIR|VULKAN)$/;

const ownPattern =
  /^(?:AUDIT|CHAT|CORS|SCHEMA|PERSISTED|METRICS|QUOTA|SHUTDOWN|JWT|ENCRYPTION|EGRESS|BUILTIN|OLLAMA|DATABASE|DATA_DIR|MODELYARD)(?:_|$|S$)/;

/** Warns about unknown variables with our prefixes, which are probably misspelled. */
export function unknownVariables(
  given: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): string[] {
  const unknown = Object.keys(given).filter(
    (name) => ownPattern.test(name) && !ollamaVariables.test(name) && !known.includes(name),
  );
  const warnings = unknown.map((name) => `${name} is not a known setting; check the spelling.`);
  if ('OLLAMA_HOST' in given && !('OLLAMA_BASE_URL' in given)) {
    warnings.push('OLLAMA_HOST is a setting of Ollama; set OLLAMA_BASE_URL for Modelyard.');
  }
  return warnings;
}
