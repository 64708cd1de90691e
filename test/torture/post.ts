/** The identity and the process of a request. */
export interface Target {
  readonly origin: string;
  readonly token: string;
}

export interface Answer {
  /** `ok`, an error code, or a description of a connection error. */
  readonly outcome: string;
  readonly data: Record<string, unknown>;
}

interface Result {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** Sends one query or mutation. Errors, also those in the data, are returned as outcomes. */
export async function post(
  { origin, token }: Target,
  body: { query: string; variables?: Record<string, unknown> },
  timeoutMs = 20_000,
): Promise<Answer> {
  try {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { data, errors } = (await response.json()) as Result; // A result of GraphQL.
    if (errors !== undefined || data == null) {
      return { outcome: errors?.[0]?.extensions?.code ?? `HTTP ${response.status}`, data: {} };
    }
    const refused = Object.values(data).find((value) => codeOf(value) !== null);
    return { outcome: codeOf(refused) ?? 'ok', data };
  } catch (error) {
    return { outcome: describe(error), data: {} };
  }
}

function codeOf(value: unknown): string | null {
  const hasCode = typeof value === 'object' && value !== null && 'code' in value;
  return hasCode ? String(value.code) : null;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer';
  return error.cause instanceof Error && 'code' in error.cause
    ? String(error.cause.code)
    : error.message;
}
