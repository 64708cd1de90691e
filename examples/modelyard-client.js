import { createClient } from 'graphql-ws';

const forbidden = 4403;
const expired = 'The token has expired.';
const longestPauseMs = 10_000;

class ExpiredTokenError extends Error {}

/**
 * A client of graphql-ws that reconnects until the server rejects the token.
 *
 * @param {object} options
 * @param {string} options.url address of the API, with http or ws
 * @param {() => string | Promise<string>} options.token called before each connection; it returns a
 *   token that is still valid
 * @param {object} [options.client] further options of graphql-ws
 */
export function createModelyardClient({ url, token, client = {} }) {
  let used;
  let isExpired = false;
  return createClient({
    url: url.replace(/^http/, 'ws'),
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    connectionParams: async () => {
      const current = await token();
      // Without this check, a token that is never renewed would be sent again and again.
      if (isExpired && current === used) throw new ExpiredTokenError(expired);
      used = current;
      isExpired = false;
      return { authorization: `Bearer ${current}` };
    },
    // A refused connection is an error event, not a close event, and is temporary too.
    shouldRetry: (event) => {
      if (event instanceof ExpiredTokenError) return false;
      isExpired = event?.code === forbidden && event.reason === expired;
      return event?.code !== forbidden || isExpired;
    },
    retryWait: (retries) => {
      const pauseMs = Math.min(250 * 2 ** retries, longestPauseMs) * (0.5 + Math.random() / 2);
      return new Promise((resolve) => setTimeout(resolve, isExpired ? 0 : pauseMs));
    },
    ...client,
  });
}

const chatDocument = `subscription Chat($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ChatEvent { seq }
    ... on ContentDelta { text }
    ... on ThinkingDelta { text }
    ... on ToolCallReady { toolCall { id name arguments } }
    ... on ChatRestarted { discardsText }
    ... on ChatCompleted { completion { id finishReason usage { totalTokens } warnings } }
    ... on ChatFailed { error { reason retryable } }
    ... on Error { code message ... on InvalidInputError { fields { path message } } }
  }
}`;

/**
 * Streams a response, and continues it after a lost connection. The `requestId` makes the server
 * send the same completion again from its first event; what was already yielded is left out.
 *
 * @param {import('graphql-ws').Client} client
 * @param {object} input a ChatInput
 * @returns the events; one that has a `code` is an error, and the last one. With `acceptsRestart: true`
 *   in the input, discard what you have received when `ChatRestarted` arrives: the response begins again.
 */
export async function* chat(client, input) {
  const variables = { input: { requestId: crypto.randomUUID(), ...input } };
  const nothing = { ContentDelta: 0, ThinkingDelta: 0 };
  let yielded = { ...nothing };
  let read = { ...nothing };
  let last = 0;
  // The number of restarts that were yielded, and that were read since the first event.
  let restarts = 0;
  let readRestarts = 0;
  for await (const { data, errors } of iterate(client, { query: chatDocument, variables })) {
    if (errors !== undefined) throw new AggregateError(errors, errors[0].message);
    const event = data.chat;
    const kind = event.__typename;
    if (kind === 'ChatStarted') {
      read = { ...nothing };
      readRestarts = 0;
    }
    if (kind === 'ChatRestarted') {
      read = { ...nothing };
      readRestarts += 1;
    }
    if (readRestarts < restarts && event.code === undefined) continue;
    if (readRestarts > restarts) {
      restarts = readRestarts;
      yielded = { ...nothing };
    }
    if (kind in yielded) {
      // Deltas can be merged in another way than before, so characters are counted.
      read[kind] += event.text.length;
      const fresh = Math.min(read[kind] - yielded[kind], event.text.length);
      if (fresh <= 0) continue;
      yielded[kind] = read[kind];
      yield { ...event, text: event.text.slice(-fresh) };
    } else if (event.seq === undefined || event.seq > last) yield event;
    last = Math.max(last, event.seq ?? 0);
  }
}

/** graphql-ws throws lists of errors, and the event of a socket that it does not open again. */
async function* iterate(client, operation) {
  try {
    yield* client.iterate(operation);
  } catch (error) {
    if (error instanceof Error) throw error;
    if (Array.isArray(error)) throw new AggregateError(error, error[0].message);
    throw new Error(`${error.reason || 'The connection was lost.'} (${error.code})`);
  }
}
