/** What Ollama itself reads; it may well share a machine with us. */
const ollamasOwn =
  /^OLLAMA_(?:API_KEY|CONTEXT_LENGTH|DEBUG|FLASH_ATTENTION|GPU_OVERHEAD|HOST|INTEL_GPU|KEEP_ALIVE|KV_CACHE_TYPE|LLM_LIBRARY|LOAD_TIMEOUT|MAX_LOADED_MODELS|MAX_QUEUE|MODELS|MULTIUSER_CACHE|NEW_ENGINE|NOHISTORY|NOPRUNE|NO_CLOUD|NUM_PARALLEL|ORIGINS|REMOTES|RUNNERS_DIR|SCHED_SPREAD|TMPDIR|VULKAN)$/;

const ourShape =
  /^(?:AUDIT|CHAT|CORS|SCHEMA|PERSISTED|METRICS|LIMIT|SHUTDOWN|JWT|ENCRYPTION|EGRESS|BUILTIN|OLLAMA|DATABASE|DATA_DIR|MODELYARD)(?:_|$|S$)/;

/** Warns about variables that look like ours and are not: most likely a slip of the pen. */
export function unknownVariables(
  given: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): string[] {
  const strangers = Object.keys(given).filter(
    (name) => ourShape.test(name) && !ollamasOwn.test(name) && !known.includes(name),
  );
  const warnings = strangers.map((name) => `${name} is not a known setting; check the spelling.`);
  if ('OLLAMA_HOST' in given && !('OLLAMA_BASE_URL' in given)) {
    warnings.push('OLLAMA_HOST is a setting of Ollama; set OLLAMA_BASE_URL for Modelyard.');
  }
  return warnings;
}
