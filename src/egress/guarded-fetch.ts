import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher, fetch as undiciFetch } from 'undici';
import { classifyAddress } from './address.ts';
import { type AllowEntry, parseAllowList } from './allow-list.ts';
import {
  addressAllowed,
  allowsName,
  DestinationRefusedError,
  destinationFault,
  refused,
} from './destination.ts';
import { guardedLookup, HostUnresolvedError } from './guarded-lookup.ts';
import { type RawInit, rawBody, rawResponse } from './raw-response.ts';
import { isRedirect, RedirectError } from './redirect-error.ts';

export interface GuardedFetchOptions {
  /** Private destinations that are permitted: hosts, host:port or CIDRs. */
  readonly allow: readonly string[];
  /** Resolves host names. @default the system's resolver */
  readonly lookup?: LookupFunction | undefined;
  /** Called for each refused request. Must not throw. */
  readonly onRefusal?: OnRefusal;
}

export type OnRefusal = (refusal: DestinationRefusedError) => void;

/** A fetch function that refuses destinations that are not allowed. */
export interface GuardedFetch extends AsyncDisposable {
  /**
   * As the global fetch, but it follows no redirects, uses no proxy, and has no timeouts for
   * responses: callers use their own.
   *
   * @throws DestinationRefusedError for a URL that is not allowed.
   * @throws TypeError for a request that fails, with HostUnresolvedError as its `cause` when the
   * host name has no address that is allowed, and RedirectError when the response is a redirect.
   */
  readonly fetch: typeof globalThis.fetch;
}

const connectTimeoutMs = 10_000;

/**
 * Checks a destination three times: the URL, the addresses that the name resolves to, and the
 * address that the socket has connected to.
 */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const allow = parseAllowList(options.allow);
  const { lookup = systemLookup as LookupFunction, onRefusal = () => {} } = options;
  const agent = new Agent({
    connect: guardedConnector(allow, { resolve: lookup, onRefusal }),
    // Slow models can take longer than any default.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 65_536,
  });
  const guarded = async (input: RequestInfo | URL, init: RawInit = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const fault = destinationFault(url, allow);
    if (fault !== null) {
      onRefusal(fault);
      throw fault;
    }
    if (init[rawBody] === true) return fetchRaw(agent, url, init);
    const response = await undiciFetch(url, {
      ...(init as Parameters<typeof undiciFetch>[1]), // Both types describe the same standard.
      redirect: 'manual',
      dispatcher: agent,
    });
    if (!isRedirect(response.status)) return response;
    await response.body?.cancel();
    throw new TypeError('fetch failed', { cause: new RedirectError(response.status) });
  };
  return {
    fetch: guarded as unknown as typeof globalThis.fetch, // as above
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

/** As {@link GuardedFetch.fetch}, for requests with a string, bytes or no body. */
async function fetchRaw(agent: Agent, url: URL, init: RawInit): Promise<Response> {
  const { method = 'GET', body = null, signal } = init;
  if (body !== null && typeof body !== 'string' && !(body instanceof Uint8Array))
    throw new TypeError('only strings and bytes can be sent as a body');
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: method as Dispatcher.HttpMethod,
      // Decompression would have to be done here, and would delay the chunks of a stream.
      headers: { ...Object.fromEntries(new Headers(init.headers)), 'accept-encoding': 'identity' },
      body,
      signal: signal ?? null,
    });
    return toResponse(answer);
  } catch (cause) {
    if (signal?.aborted === true) throw signal.reason;
    throw new TypeError('fetch failed', { cause });
  }
}

/** @throws RedirectError | Error for an unexpected encoding. Both close the connection. */
function toResponse(answer: Dispatcher.ResponseData): Response {
  try {
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const one of [value ?? []].flat()) headers.append(name, one);
    }
    const encoding = headers.get('content-encoding') ?? 'identity';
    if (isRedirect(answer.statusCode)) throw new RedirectError(answer.statusCode);
    if (encoding !== 'identity') throw new Error(`unexpected encoding ${encoding}`);
    return rawResponse(answer.statusCode, headers, answer.body);
  } catch (error) {
    answer.body.on('error', () => {}).destroy();
    throw error;
  }
}

/** @param resolve resolves host names. */
function guardedConnector(
  allow: readonly AllowEntry[],
  { resolve, onRefusal }: { resolve: LookupFunction; onRefusal: OnRefusal },
): buildConnector.connector {
  return (target, callback) => {
    const host = isIP(target.hostname) === 6 ? `[${target.hostname}]` : target.hostname;
    const port = Number(target.port || (target.protocol === 'http:' ? 80 : 443));
    const named = allow.some((entry) => allowsName(entry, host, port));
    const refusalOf = (addresses: readonly string[]) => {
      if (addresses.every((address) => addressAllowed(address, { named, allow }))) return null;
      const isPermissible = addresses.every((address) => classifyAddress(address) !== 'forbidden');
      const refusal = new DestinationRefusedError({ message: refused, host, port, isPermissible });
      onRefusal(refusal);
      return refusal;
    };
    const lookup = guardedLookup({ resolve, refusalOf });
    const connect = buildConnector({ timeout: connectTimeoutMs, lookup });
    connect(target, (error, socket) => {
      if (error) return callback(error, null);
      const refusal = refusalOf([socket.remoteAddress ?? '']);
      if (refusal === null) return callback(null, socket);
      socket.destroy();
      callback(new HostUnresolvedError(refusal), null);
    });
  };
}
