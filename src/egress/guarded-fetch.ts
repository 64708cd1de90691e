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

export interface GuardedFetchOptions {
  /** Private destinations that are permitted: hosts, host:port or CIDRs. */
  readonly allow: readonly string[];
  /** Resolves names. @default the system's resolver */
  readonly lookup?: LookupFunction | undefined;
  /** Told of each request that is refused. Must not throw. */
  readonly onRefusal?: OnRefusal;
}

export type OnRefusal = (refusal: DestinationRefusedError) => void;

/** A way out of the process that refuses to go where models have no business. */
export interface GuardedFetch extends AsyncDisposable {
  /**
   * As the global one, but never follows a redirect, never uses a proxy, and has no time limits of
   * its own: callers bring theirs.
   *
   * @throws DestinationRefusedError for an address that is refused as it is written.
   * @throws TypeError for a request that fails, with HostUnresolvedError as its `cause` when the
   * host name has no address that may be used.
   */
  readonly fetch: typeof globalThis.fetch;
}

const connectTimeoutMs = 10_000;

/**
 * Checks a destination three times: as it is written, what its name resolves to, and what the
 * socket is connected to in the end.
 */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const allow = parseAllowList(options.allow);
  const { lookup = systemLookup as LookupFunction, onRefusal = () => {} } = options;
  const agent = new Agent({
    connect: guardedConnector(allow, { resolve: lookup, onRefusal }),
    // Slow models may stay silent for longer than any default.
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
    return undiciFetch(url, {
      ...(init as Parameters<typeof undiciFetch>[1]), // the same standard, declared twice
      redirect: 'error',
      dispatcher: agent,
    });
  };
  return {
    fetch: guarded as unknown as typeof globalThis.fetch, // likewise
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

/** As {@link GuardedFetch.fetch}, of requests with a text, bytes or nothing to send. */
async function fetchRaw(agent: Agent, url: URL, init: RawInit): Promise<Response> {
  const { method = 'GET', body = null, signal } = init;
  if (body !== null && typeof body !== 'string' && !(body instanceof Uint8Array))
    throw new TypeError('only strings and bytes can be sent as a body');
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: method as Dispatcher.HttpMethod,
      // What is compressed would have to be taken apart here, and would come late.
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

/** @throws Error for an answer that is not passed on, whose connection it closes. */
function toResponse(answer: Dispatcher.ResponseData): Response {
  try {
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const one of [value ?? []].flat()) headers.append(name, one);
    }
    const encoding = headers.get('content-encoding') ?? 'identity';
    if (answer.statusCode >= 300 && answer.statusCode < 400) throw new Error('unexpected redirect');
    if (encoding !== 'identity') throw new Error(`unexpected encoding ${encoding}`);
    return rawResponse(answer.statusCode, headers, answer.body);
  } catch (error) {
    answer.body.on('error', () => {}).destroy();
    throw error;
  }
}

/** @param resolve resolves names. */
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
