import type { GraphQLFormattedError } from 'graphql';

/** In the order of preference for clients that have no preference. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;

export interface ErrorResponseOptions {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Value of the Accept header. */
  readonly accept: string | null;
}

/**
 * Creates a response that contains only errors, in the media type that the client prefers.
 *
 * Clients that accept only events get JSON too: an EventSource ends at a status other than 200
 * without reading the body, and clients built on `fetch` check the status first.
 */
export function errorResponse(
  errors: readonly GraphQLFormattedError[],
  { status, headers, accept }: ErrorResponseOptions,
): Response {
  const type = `${preferredType(accept)}; charset=utf-8`;
  return new Response(JSON.stringify({ errors }), {
    status,
    headers: { ...headers, 'content-type': type },
  });
}

/** Sorts by weight (RFC 9110, section 12.5.1), then by the client's order. */
function preferredType(accept: string | null): (typeof mediaTypes)[number] {
  const ranges = (accept ?? '').toLowerCase().split(',').map(parseRange);
  const known = ranges.flatMap(({ range, weight }) => {
    const type = mediaTypes.find((one) => one === range);
    return type === undefined || !(weight > 0) ? [] : [{ type, weight }];
  });
  return known.toSorted((one, other) => other.weight - one.weight)[0]?.type ?? mediaTypes[0];
}

function parseRange(text: string): { range: string; weight: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { range, weight: Number(weight ?? 1) };
}
