import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ChatOptionName } from '../../domain.ts';
import type { ChatTarget } from '../chat-adapter.ts';
import type {
  ChatOptions,
  ChatRequest,
  ResponseFormat,
  Tool,
  ToolChoice,
} from '../chat-request.ts';
import type { Dialect } from '../dialect.ts';
import { ImageBodies } from './image-bodies.ts';
import { toWireMessage } from './messages.ts';
import { mayThink, toThinkingFields } from './thinking.ts';

/** The body of a request for a chat completion, and warnings about omitted options. */
export interface WireRequest {
  readonly body: ChatCompletionCreateParamsStreaming;
  /** To be inserted into the JSON of the body. */
  readonly images: ImageBodies;
  readonly warnings: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Converts a request to the format that the model's dialect describes. */
export function toWireRequest(target: ChatTarget, given: ChatRequest): WireRequest {
  const { dialect } = target;
  const { request, warnings } = withoutThinkingWhereForced(given, dialect);
  const refused = refusedOptions(request.options, dialect);
  const keep = keeping({ refused, dialect, warnings });
  const thinking = toThinkingFields(request.options.thinking, dialect);
  warnings.push(...thinking.warnings);
  const format = toFormatFields(request.responseFormat, refused);
  warnings.push(...format.warnings);
  const images = new ImageBodies();
  const body = {
    ...target.extraParameters,
    model: target.name,
    messages: [
      ...format.instructions.map((content) => ({ role: 'system' as const, content })),
      ...request.messages.map((message) => toWireMessage(message, dialect, images)),
    ],
    stream: true as const,
    ...(dialect.streamUsage === 'unasked' ? {} : { stream_options: { include_usage: true } }),
    ...toOptionFields(request.options, dialect, keep),
    ...thinking.fields,
    ...toToolFields(request, { dialect, refused, keep }),
    ...format.fields,
  };
  return { body: body as ChatCompletionCreateParamsStreaming, images, warnings }; // The SDK's type lacks vendors' fields.
}

/**
 * Disables thinking when the model accepts the requested tool choice only without it. The tool
 * choice was requested explicitly, thinking was not.
 */
function withoutThinkingWhereForced(
  request: ChatRequest,
  dialect: Dialect,
): { readonly request: ChatRequest; readonly warnings: string[] } {
  const { options, tools, toolChoice } = request;
  const isConflict =
    options.thinking === undefined &&
    tools.length > 0 &&
    isForced(toolChoice) &&
    mayThink(undefined, dialect) &&
    dialect.canStopThinking &&
    dialect.refusedWhileThinking.includes('TOOL_CHOICE') &&
    !dialect.refusedOptions.includes('TOOL_CHOICE');
  if (!isConflict) return { request, warnings: [] };
  return {
    request: { ...request, options: { ...options, thinking: { enabled: false } } },
    warnings: ['thinking was disabled: the model does not accept toolChoice while it thinks.'],
  };
}

/** Whether the model must call a tool. */
function isForced(choice: ToolChoice | null): boolean {
  return choice !== null && ('name' in choice || choice.mode === 'REQUIRED');
}

function refusedOptions({ thinking }: ChatOptions, dialect: Dialect): ReadonlySet<ChatOptionName> {
  const whileThinking = mayThink(thinking, dialect) ? dialect.refusedWhileThinking : [];
  return new Set([...dialect.refusedOptions, ...whileThinking]);
}

type Keep = (name: ChatOptionName, label: string, fields: Fields) => Fields;

/** Omits the fields of refused options, and adds a warning for each. */
function keeping({ refused, dialect, warnings }: Refused): Keep {
  return (name, label, fields) => {
    if (Object.keys(fields).length === 0 || !refused.has(name)) return fields;
    const when = dialect.refusedOptions.includes(name) ? '' : ' while it thinks';
    warnings.push(`${label} was ignored: the model does not accept it${when}.`);
    return {};
  };
}

interface Refused {
  readonly refused: ReadonlySet<ChatOptionName>;
  readonly dialect: Dialect;
  /** Receives the warnings. */
  readonly warnings: string[];
}

/** Converts the options of a raw completion, with warnings about omitted options. */
export function toRawOptionFields(
  options: ChatOptions,
  dialect: Dialect,
): { readonly fields: Fields; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const keep = keeping({ refused: new Set(dialect.refusedOptions), dialect, warnings });
  const fields = toOptionFields(options, dialect, keep);
  return { fields, warnings };
}

function toOptionFields(options: ChatOptions, dialect: Dialect, keep: Keep): Fields {
  const { temperature, topP, frequencyPenalty, presencePenalty, seed, stop } = options;
  const { TOP_K = 'top_k', MIN_P = 'min_p', REPETITION_PENALTY = '' } = dialect.samplerFields;
  // Send one field only: servers that support both reject them together.
  const tokenLimit =
    options.maxCompletionTokens === undefined
      ? { [dialect.maxTokensField]: options.maxTokens }
      : { [dialect.maxCompletionTokensField]: options.maxCompletionTokens };
  return {
    ...keep('TEMPERATURE', 'temperature', given({ temperature })),
    ...keep('TOP_P', 'topP', given({ top_p: topP })),
    ...keep('MAX_TOKENS', 'maxTokens', given(tokenLimit)),
    ...keep(
      'FREQUENCY_PENALTY',
      'frequencyPenalty',
      given({ frequency_penalty: frequencyPenalty }),
    ),
    ...keep('PRESENCE_PENALTY', 'presencePenalty', given({ presence_penalty: presencePenalty })),
    ...keep('TOP_K', 'topK', given({ [TOP_K]: options.topK })),
    ...keep('MIN_P', 'minP', given({ [MIN_P]: options.minP })),
    ...keep(
      'REPETITION_PENALTY',
      'repetitionPenalty',
      given({ [REPETITION_PENALTY]: options.repetitionPenalty }),
    ),
    ...keep('SEED', 'seed', given({ [dialect.seedField]: seed })),
    ...keep(
      'STOP',
      'stop',
      given({ stop: stop === undefined || stop.length === 0 ? undefined : stop }),
    ),
  };
}

function toToolFields(
  { tools, toolChoice, options }: ChatRequest,
  { dialect, refused, keep }: { dialect: Dialect; refused: ReadonlySet<string>; keep: Keep },
): Fields {
  if (tools.length === 0) return {};
  const mode = toolChoice !== null && 'mode' in toolChoice ? toolChoice.mode : null;
  const isRefused = refused.has('TOOL_CHOICE');
  // When `tool_choice: none` cannot be sent, a request without tools has the same effect.
  if (mode === 'NONE' && isRefused) return {};
  // `auto` is the default, so it is omitted when the model does not accept `tool_choice`.
  const choice = mode === 'AUTO' && isRefused ? undefined : toWireChoice(toolChoice, dialect);
  const { parallelToolCalls } = options;
  return {
    tools: tools.map(toWireTool),
    ...keep('TOOL_CHOICE', 'toolChoice', given({ tool_choice: choice })),
    ...keep(
      'PARALLEL_TOOL_CALLS',
      'parallelToolCalls',
      given({ parallel_tool_calls: parallelToolCalls }),
    ),
  };
}

function toWireTool({ name, description, parameters, strict }: Tool) {
  return {
    type: 'function' as const,
    function: {
      name,
      ...(description === null ? {} : { description }),
      parameters,
      ...(strict === null ? {} : { strict }),
    },
  };
}

function toWireChoice(choice: ToolChoice | null, dialect: Dialect) {
  if (choice === null) return undefined;
  if ('name' in choice) return { type: 'function' as const, function: { name: choice.name } };
  if (choice.mode === 'REQUIRED') return dialect.requiredToolWord;
  return choice.mode === 'AUTO' ? 'auto' : 'none';
}

interface FormatFields {
  readonly fields: Fields;
  readonly instructions: readonly string[];
  readonly warnings: readonly string[];
}

function toFormatFields(
  format: ResponseFormat | null,
  refused: ReadonlySet<ChatOptionName>,
): FormatFields {
  const json = { response_format: { type: 'json_object' } };
  if (format === null) return { fields: {}, instructions: [], warnings: [] };
  if ('json' in format) return { fields: json, instructions: [], warnings: [] };
  const { name, schema, strict } = format;
  if (refused.has('JSON_SCHEMA')) {
    return {
      fields: json,
      instructions: [`Answer with JSON that fits this JSON schema: ${JSON.stringify(schema)}`],
      warnings: [
        'responseFormat.schema was added to the instructions: the provider cannot enforce it.',
      ],
    };
  }
  const json_schema = { name, schema, ...(strict === null ? {} : { strict }) };
  const fields = { response_format: { type: 'json_schema', json_schema } };
  return { fields, instructions: [], warnings: [] };
}

/** Removes undefined fields. */
function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
