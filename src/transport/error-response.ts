import type { GraphQLFormattedError } from 'graphql';

/** In the order of preference where a client has none. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;

export interface ErrorResponseOptions {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Value of the Accept header. */
  readonly accept: string | null;
}

/**
 * An answer with errors only, in the media type that the client prefers.
 *
 * It is JSON for a client that accepts events only, too: a status other than 200 ends an EventSource
 * without its reading the body, and clients built on fetch look at the status first.
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

/** By weight (RFC 9110, section 12.5.1), then in the order in which the client lists them. */
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
