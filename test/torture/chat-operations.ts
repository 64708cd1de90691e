import type { Operation } from './link.ts';
import type { Script } from './script.ts';

const ended = 'completion { status lastSeq message { content } }';

const event = `
  __typename
  ... on ChatEvent { seq }
  ... on Error { code }
  ... on ChatStarted { completionId }
  ... on ContentDelta { text }
  ... on ChatCompleted { ${ended} }
  ... on ChatFailed { ${ended} }
  ... on ChatCancelled { ${ended} }
  ... on ChatInterrupted { ${ended} }
`;

/** One event with the selected fields of these operations. */
export interface ShownEvent {
  readonly __typename: string;
  readonly seq: number;
  readonly completionId?: string;
  readonly text?: string;
  readonly completion?: {
    readonly status: string;
    readonly lastSeq: number;
    readonly message: { readonly content: string } | null;
  };
}

export function chatInput(modelId: string, script: Script, requestId?: string) {
  const messages = [{ role: 'USER' as const, content: JSON.stringify(script) }];
  return { modelId, messages, ...(requestId === undefined ? {} : { requestId }) };
}

/** Starts a completion and follows it. */
export function chat(input: ReturnType<typeof chatInput>): Operation {
  const query = `subscription ($input: ChatInput!) { chat(input: $input) { ${event} } }`;
  return { query, variables: { input } };
}

/** Follows a completion after a number. */
export function chatEvents(id: string, after: number): Operation {
  const query = `subscription ($id: ID!, $after: Int) {
    chatEvents(completionId: $id, after: $after) { ${event} }
  }`;
  return { query, variables: { id, after } };
}

/** Reads the stored completion. */
export const storedCompletion = `query ($id: ID!) {
  chatCompletion(id: $id) { status lastSeq message { content } }
}`;

export const startChat = `mutation ($input: ChatInput!) {
  startChat(input: $input) { ... on StartChatPayload { completion { id } } ... on Error { code } }
}`;

export const createModel = `mutation ($input: CreateModelInput!) {
  createModel(input: $input) { ... on ModelPayload { model { id } } ... on Error { code message } }
}`;

export const updateModel = `mutation ($input: UpdateModelInput!) {
  updateModel(input: $input) { ... on ModelPayload { model { id } } ... on Error { code message } }
}`;

export const listModels = 'query { models(first: 20) { nodes { id name } } }';

export const modelChanges = `subscription {
  modelChanges {
    __typename
    ... on ModelChange { kind modelId cursor model { id displayName status } }
    ... on Error { code }
  }
}`;
