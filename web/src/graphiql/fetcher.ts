import { EventList } from './event-list.ts';

interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: unknown;
}

interface Observer {
  next(value: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

/** The server responds to a subscription with events, and to other operations with JSON. */
const accept = 'application/graphql-response+json, application/json;q=0.9, text/event-stream;q=0.8';

/**
 * Sends an operation. The result of a subscription is an observable of lists: GraphiQL shows only the
 * newest value, so each value has all events so far.
 */
export async function fetcher(
  operation: Operation,
  { headers }: { headers?: Record<string, string> } = {},
): Promise<unknown> {
  const abort = new AbortController();
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept },
    body: JSON.stringify({ ...operation, operationName: nameOf(operation) }),
    signal: abort.signal,
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (!isStream || response.body === null) return response.json();
  const { body } = response;
  return {
    subscribe(observer: Observer) {
      void observe(body, observer).catch((error: unknown) => {
        if (!abort.signal.aborted) observer.error(error);
      });
      return { unsubscribe: () => abort.abort() };
    },
  };
}

/**
 * The name of the operation to execute. Directly after a change of the tab, GraphiQL still sends the
 * name of an operation of the last tab: the document then decides.
 */
function nameOf({ query, operationName }: Operation): string | null {
  if (operationName == null) return null;
  const definition = new RegExp(`\\b(query|mutation|subscription)\\s+${operationName}\\b`);
  return definition.test(query) ? operationName : null;
}

async function observe(body: ReadableStream<Uint8Array>, observer: Observer): Promise<void> {
  using list = new EventList((events) => observer.next({ events }));
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const messages = (text + decoder.decode(value, { stream: true })).split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const data = message.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) list.add(JSON.parse(data.slice('data: '.length)));
    }
  }
  list.show();
  observer.complete();
}
