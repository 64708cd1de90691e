import type { ModelCapability, ModelType } from '../../domain.ts';
import type { OfferedModel } from '../model-call.ts';
import { asCount, asList, asRecord, asText, isRecord, type WireRecord } from '../wire-value.ts';

/** Maximum length of a name in characters; equals the limit of `createModel`. */
const maxNameLength = 255;

/** Values for a model type in `type`, `model_type`, `kind`, `endpoints` and output modalities. */
const typeWords: Readonly<Record<string, ModelType>> = {
  chat: 'CHAT',
  'chat/completions': 'CHAT',
  language: 'CHAT',
  llm: 'CHAT',
  vlm: 'VISION',
  embed: 'EMBEDDING',
  embedding: 'EMBEDDING',
  embeddings: 'EMBEDDING',
  rerank: 'RERANK',
  reranker: 'RERANK',
  transcribe: 'SPEECH',
  transcription: 'SPEECH',
  'speech-to-text': 'SPEECH',
  asr: 'SPEECH',
};

/** Values for a capability in lists of capabilities, features, parameters and modalities. */
const capabilityWords: Readonly<Record<string, ModelCapability>> = {
  completion: 'COMPLETION',
  tools: 'TOOLS',
  'function-calling': 'TOOLS',
  function_calling: 'TOOLS',
  vision: 'VISION',
  image: 'VISION',
  multimodal: 'VISION',
  thinking: 'THINKING',
  reasoning: 'THINKING',
  structured_outputs: 'JSON_SCHEMA',
  'structured-outputs': 'JSON_SCHEMA',
  embedding: 'EMBEDDING',
  rerank: 'RERANK',
  transcription: 'TRANSCRIPTION',
};

/** Names of boolean fields for a capability, in an entry or in its `capabilities`. */
const capabilityFlags: Readonly<Record<string, ModelCapability>> = {
  completion: 'COMPLETION',
  completion_chat: 'COMPLETION',
  chat_completion: 'COMPLETION',
  supports_chat: 'COMPLETION',
  function_calling: 'TOOLS',
  supports_tools: 'TOOLS',
  supports_tool_calling: 'TOOLS',
  vision: 'VISION',
  image_input: 'VISION',
  supports_vision: 'VISION',
  supports_image_in: 'VISION',
  supports_image_input: 'VISION',
  thinking: 'THINKING',
  reasoning: 'THINKING',
  supports_reasoning: 'THINKING',
  structured_outputs: 'JSON_SCHEMA',
  embeddings: 'EMBEDDING',
  audio_transcription: 'TRANSCRIPTION',
};

/** Converts an entry of a list of models; null when it has no valid name, or is inactive. */
export function toOfferedModel(entry: WireRecord): OfferedModel | null {
  // Gemini's names have a prefix. Cohere and llama-server use `name` instead of `id`.
  const name = toLine(entry['id'] ?? entry['name'] ?? entry['model'])?.replace(/^models\//, '');
  if (name === undefined || name === '' || entry['active'] === false) return null;
  const displayName = toLine(entry['display_name'] ?? entry['title'] ?? entry['name']);
  const capabilities = capabilitiesOf(entry);
  return {
    name,
    displayName: displayName === name ? null : displayName,
    owner: toLine(entry['owned_by'] ?? entry['organization']),
    type: typeOf(entry, capabilities),
    capabilities: capabilities.length === 0 ? null : capabilities,
    contextLength: contextLengthOf(entry),
  };
}

/** Returns null for a value that is not a valid name. */
function toLine(value: unknown): string | null {
  const text = asText(value).trim();
  const isUsable =
    text !== '' && text.length <= maxNameLength && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
  return isUsable ? text : null;
}

function contextLengthOf(entry: WireRecord): number | null {
  const meta = asRecord(entry['meta']);
  const stated = [
    entry['context_length'],
    entry['context_window'],
    entry['max_context_length'],
    entry['max_model_len'],
    entry['context_size'],
    entry['max_input_tokens'],
    asRecord(entry['top_provider'])['context_length'],
    asRecord(entry['metadata'])['context_length'],
    // llama-server: the context size of the running server, or else that of the training.
    meta['n_ctx'],
    meta['n_ctx_train'],
  ].map(asCount);
  return stated.find((count) => count !== null && count > 0) ?? null;
}

function capabilitiesOf(entry: WireRecord): ModelCapability[] {
  const { capabilities, architecture } = entry;
  const { input_modalities, output_modalities } = asRecord(architecture);
  const lists = [capabilities, entry['features'], entry['supported_parameters']];
  const inputs = [input_modalities, entry['input_modalities']];
  const outputs = [output_modalities, entry['output_modalities']].flatMap(asList);
  const flags = [entry, asRecord(capabilities)].flatMap((flagged) =>
    Object.entries(capabilityFlags).filter(([name]) => isSet(flagged[name])),
  );
  const found = new Set([
    ...(outputs.includes('text') ? ['COMPLETION' as const] : []),
    ...[...lists, ...inputs].flatMap(asList).flatMap((item) => lookUp(capabilityWords, item)),
    ...flags.map(([, capability]) => capability),
  ]);
  return [...found];
}

/** Anthropic sends `{"supported": true}` instead of a boolean. */
function isSet(flag: unknown): boolean {
  return flag === true || (isRecord(flag) && flag['supported'] === true);
}

/** Returns the type that the entry states, or else the type that follows from its capabilities. */
function typeOf(entry: WireRecord, capabilities: readonly ModelCapability[]): ModelType | null {
  const { output_modalities } = asRecord(entry['architecture']);
  const values = [
    ...[entry['type'], entry['model_type'], entry['kind']],
    ...[entry['endpoints'], output_modalities, entry['output_modalities']].flatMap(asList),
  ];
  const [stated] = values.flatMap((value) => lookUp(typeWords, value));
  if (stated !== undefined) return stated;
  if (capabilities.includes('TRANSCRIPTION')) return 'SPEECH';
  if (capabilities.includes('COMPLETION')) return 'CHAT';
  return capabilities.includes('EMBEDDING') ? 'EMBEDDING' : null;
}

function lookUp<Meaning>(known: Readonly<Record<string, Meaning>>, value: unknown): Meaning[] {
  const text = asText(value).toLowerCase();
  const meaning = Object.hasOwn(known, text) ? known[text] : undefined;
  return meaning === undefined ? [] : [meaning];
}
