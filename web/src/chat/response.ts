import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../api/problem.ts';
import { subscribe } from '../api/subscribe.ts';
import {
  ChatEventsDocument,
  type ChatEventsSubscription,
  type EndedPartsFragment,
} from '../gql/graphql.ts';

export interface ToolCallState {
  readonly id: string;
  readonly name: string;
  /** As far as they have been received. */
  readonly rawArguments: string;
  readonly isReady: boolean;
  readonly arguments: unknown;
  readonly providerMetadata: unknown;
}

export type Restart = Pick<
  Extract<ChatEventsSubscription['chatEvents'], { __typename: 'ChatRestarted' }>,
  'failed' | 'model'
>;

/** A response as far as it has been received. */
export interface ResponseState {
  readonly content: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCallState[];
  /** How the completion ended; null while it runs. */
  readonly ending: EndedPartsFragment | null;
  /** The last attempt whose text was discarded, and the model that responds instead. */
  readonly restart: Restart | null;
  /** Why it failed, or cannot be followed. */
  readonly problem: Problem | null;
}

export const emptyResponse: ResponseState = {
  content: '',
  reasoning: '',
  toolCalls: [],
  ending: null,
  restart: null,
  problem: null,
};

export interface FollowedResponse {
  readonly state: ReadonlySignal<ResponseState>;
  /** Stops following. The completion continues. */
  readonly leave: () => void;
}

type Event = ChatEventsSubscription['chatEvents'];

/**
 * Follows a completion from its first event to its last. After a lost connection it continues
 * after the last event that was received. Renders at most once per frame, however many tokens
 * arrive.
 */
export function followCompletion(completionId: string): FollowedResponse {
  const state = signal(emptyResponse);
  let received = emptyResponse;
  let after = 0;
  let frame: number | null = null;
  const show = () => {
    frame = null;
    state.value = received;
  };
  const schedule = () => {
    frame ??= requestAnimationFrame(show);
  };
  const unsubscribe = subscribe(ChatEventsDocument, () => ({ completionId, after }), {
    next: ({ chatEvents: event }) => {
      if ('seq' in event) after = event.seq;
      received = append(received, event);
      schedule();
    },
    end: (problem) => {
      if (problem !== null) received = { ...received, problem };
      else if (received.ending === null && received.problem === null) {
        const message = 'The stream ended before the completion.';
        received = { ...received, problem: { code: 'INTERNAL', message } };
      }
      schedule();
    },
  });
  return {
    state,
    leave: () => {
      unsubscribe();
      if (frame !== null) cancelAnimationFrame(frame);
    },
  };
}

function append(state: ResponseState, event: Event): ResponseState {
  switch (event.__typename) {
    case 'ContentDelta':
      return { ...state, content: state.content + event.text };
    case 'ThinkingDelta':
      return { ...state, reasoning: state.reasoning + event.text };
    case 'ToolCallDelta':
      return { ...state, toolCalls: withDelta(state.toolCalls, event) };
    case 'ToolCallReady':
      return { ...state, toolCalls: withReady(state.toolCalls, event.toolCall) };
    case 'ChatCompleted':
    case 'ChatCancelled':
    case 'ChatInterrupted':
      return { ...state, ending: event.completion };
    case 'ChatFailed': {
      const { completion, code, message, error } = event;
      return { ...state, ending: completion, problem: { code, message, detail: error.detail } };
    }
    case 'ChatRestarted':
      return { ...(event.discardsText ? emptyResponse : state), restart: event };
    case 'ChatStarted':
      return state;
    default:
      return { ...state, problem: { code: event.code, message: event.message } };
  }
}

type Delta = Extract<Event, { __typename: 'ToolCallDelta' }>;
type Ready = Extract<Event, { __typename: 'ToolCallReady' }>['toolCall'];

function withDelta(calls: readonly ToolCallState[], delta: Delta): readonly ToolCallState[] {
  if (!calls.some(({ id }) => id === delta.callId)) {
    const rawArguments = delta.argumentsDelta;
    const { callId: id, name } = delta;
    const started = { id, name, rawArguments, isReady: false };
    return [...calls, { ...started, arguments: null, providerMetadata: null }];
  }
  return calls.map((call) =>
    call.id === delta.callId
      ? { ...call, rawArguments: call.rawArguments + delta.argumentsDelta }
      : call,
  );
}

function withReady(calls: readonly ToolCallState[], ready: Ready): readonly ToolCallState[] {
  const complete = { ...ready, isReady: true };
  if (!calls.some(({ id }) => id === ready.id)) return [...calls, complete];
  return calls.map((call) => (call.id === ready.id ? complete : call));
}
