/** What is sent to subscribe. */
export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** How a subscription ended. */
export type Ending =
  | { readonly kind: 'completed' }
  /** The server answered with an error. */
  | { readonly kind: 'refused'; readonly code: string }
  /** The connection was lost, or never made. */
  | { readonly kind: 'lost'; readonly reason: string };

/** Receives what a subscription shows. */
export interface Sink {
  next(data: Record<string, unknown>): void;
  /** Called once; nothing follows. */
  over(ending: Ending): void;
}

/** One way to subscribe at one server process. */
export interface Link {
  /** @returns ends the subscription; the sink is not called any more. */
  subscribe(operation: Operation, sink: Sink): () => void;
}

interface Payload {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphqlFault[];
}

interface Item {
  readonly __typename: string;
  readonly code: string;
}

interface GraphqlFault {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

/** Gives a result to the sink; returns how the subscription ends when the result is an error. */
export function deliver(payload: unknown, sink: Sink): Ending | null {
  const { data, errors } = payload as Payload; // a result of GraphQL
  if (errors !== undefined || data == null) return refusal(errors);
  const [item] = Object.values(data) as readonly Partial<Item>[]; // as the operations ask
  if (item?.__typename?.endsWith('Error')) {
    return { kind: 'refused', code: item.code ?? item.__typename };
  }
  sink.next(data);
  return null;
}

export function refusal(errors: unknown): Ending {
  const [first] = (errors ?? []) as readonly GraphqlFault[]; // as GraphQL defines errors
  return { kind: 'refused', code: first?.extensions?.code ?? first?.message ?? 'no data' };
}
