import { signal } from '@preact/signals';
import type { ResponseState } from '../../chat/response.ts';
import type { ChatInput, ChatMessageInput, ThinkingInput } from '../../gql/graphql.ts';

export interface UserTurn {
  readonly kind: 'user';
  readonly content: string;
  readonly images: readonly AttachedImage[];
}

export interface AttachedImage {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

/** Results of the tools that the response before has called. */
export interface ToolTurn {
  readonly kind: 'tool';
  readonly results: readonly { readonly id: string; readonly content: string }[];
}

export interface ModelTurn {
  readonly kind: 'model';
  /** Makes starting it safe to repeat. */
  readonly requestId: string;
  /** Null until the server has started it. */
  readonly completionId: string | null;
  /** Null until it has ended; the server has it until then. */
  readonly response: ResponseState | null;
}

export type Turn = UserTurn | ToolTurn | ModelTurn;

export type Thinking = '' | 'off' | 'on' | 'LOW' | 'MEDIUM' | 'HIGH';

/** Texts of the form; an empty one means the default of the model. */
export interface ChatSettings {
  /** Empty when a route is used. */
  readonly modelId: string;
  /** Empty when a model is used. */
  readonly routeId: string;
  readonly system: string;
  readonly temperature: string;
  readonly maxTokens: string;
  readonly thinking: Thinking;
  readonly json: boolean;
  readonly tools: string;
}

export interface Conversation {
  readonly settings: ChatSettings;
  readonly turns: readonly Turn[];
}

/** The number changes with the form of what is stored. */
const storageKey = 'modelyard.conversation.2';

const emptySettings: ChatSettings = {
  modelId: '',
  routeId: '',
  system: '',
  temperature: '',
  maxTokens: '',
  thinking: '',
  json: false,
  tools: '',
};

/** The conversation of this tab; a reload continues it. */
export const conversation = signal<Conversation>(load());

export function changeSettings(part: Partial<ChatSettings>): void {
  const { settings, turns } = conversation.value;
  store({ settings: { ...settings, ...part }, turns });
}

export function setTurns(turns: readonly Turn[]): void {
  store({ settings: conversation.value.settings, turns });
}

export function changeModelTurn(requestId: string, part: Partial<ModelTurn>): void {
  const isIt = (turn: Turn) => turn.kind === 'model' && turn.requestId === requestId;
  setTurns(
    conversation.value.turns.map((turn) => (isIt(turn) ? { ...turn, ...part } : turn)) as Turn[],
  ); // of the same kind
}

/** The request for the response that a model turn stands for: everything before it. */
export function toChatInput({ settings, turns }: Conversation, requestId: string): ChatInput {
  const end = turns.findIndex((turn) => turn.kind === 'model' && turn.requestId === requestId);
  const messages = turns.slice(0, end < 0 ? turns.length : end).flatMap(toMessages);
  const tools: unknown = settings.tools.trim() === '' ? [] : JSON.parse(settings.tools);
  const thinking = toThinking(settings.thinking);
  return {
    ...(settings.routeId === '' ? { modelId: settings.modelId } : { routeId: settings.routeId }),
    requestId,
    acceptsRestart: true,
    messages:
      settings.system.trim() === ''
        ? messages
        : [{ role: 'SYSTEM', content: settings.system }, ...messages],
    options: {
      ...(settings.temperature === '' ? {} : { temperature: Number(settings.temperature) }),
      ...(settings.maxTokens === '' ? {} : { maxTokens: Number(settings.maxTokens) }),
      ...(thinking === null ? {} : { thinking }),
    },
    ...(settings.json ? { responseFormat: { json: true } } : {}),
    ...(Array.isArray(tools) && tools.length > 0 ? { tools } : {}),
  };
}

function toThinking(value: Thinking): ThinkingInput | null {
  if (value === '') return null;
  return value === 'on' || value === 'off' ? { enabled: value === 'on' } : { effort: value };
}

function toMessages(turn: Turn): ChatMessageInput[] {
  if (turn.kind === 'user') {
    const images = turn.images.map(({ base64, mediaType }) => ({ data: { base64, mediaType } }));
    const content = turn.content;
    return [{ role: 'USER', content, ...(images.length > 0 ? { images } : {}) }];
  }
  if (turn.kind === 'tool') {
    return turn.results.map(({ id, content }) => ({ role: 'TOOL', toolCallId: id, content }));
  }
  const { content = '', reasoning = '', toolCalls = [] } = turn.response ?? {};
  if (content === '' && toolCalls.length === 0) return [];
  return [
    {
      role: 'ASSISTANT',
      content,
      ...(reasoning === '' ? {} : { reasoning }),
      ...(toolCalls.length === 0
        ? {}
        : {
            toolCalls: toolCalls.map((call) => ({
              id: call.id,
              name: call.name,
              arguments: call.arguments ?? call.rawArguments,
              ...(call.providerMetadata === null
                ? {}
                : { providerMetadata: call.providerMetadata }),
            })),
          }),
    },
  ];
}

function store(next: Conversation): void {
  conversation.value = next;
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // The storage of a tab is small; images can exceed it. The conversation continues in memory.
    sessionStorage.removeItem(storageKey);
  }
}

function load(): Conversation {
  const stored = sessionStorage.getItem(storageKey);
  if (stored === null) return { settings: emptySettings, turns: [] };
  return JSON.parse(stored) as Conversation; // written by `store`
}
