/** The operation of a subscription. */
export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** How a subscription ended. */
export type Ending =
  | { readonly kind: 'completed' }
  /** The server returned an error. */
  | { readonly kind: 'refused'; readonly code: string }
  /** The connection was lost, or could not be opened. */
  | { readonly kind: 'lost'; readonly reason: string };

/** Receives the results of a subscription. */
export interface Sink {
  next(data: Record<string, unknown>): void;
  /** Called once, after the last result. */
  over(ending: Ending): void;
}

/** A transport for subscriptions to one server process. */
export interface Link {
  /** @returns a function that ends the subscription. The sink is not called after that. */
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

/** Passes a result to the sink. Returns the ending when the result is an error. */
export function deliver(payload: unknown, sink: Sink): Ending | null {
  const { data, errors } = payload as Payload; // A result of GraphQL.
  if (errors !== undefined || data == null) return refusal(errors);
  const [item] = Object.values(data) as readonly Partial<Item>[]; // As the operations select.
  if (item?.__typename?.endsWith('Error')) {
    return { kind: 'refused', code: item.code ?? item.__typename };
  }
  sink.next(data);
  return null;
}

export function refusal(errors: unknown): Ending {
  const [first] = (errors ?? []) as readonly GraphqlFault[]; // The format of GraphQL errors.
  return { kind: 'refused', code: first?.extensions?.code ?? first?.message ?? 'no data' };
}
