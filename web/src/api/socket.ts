import { computed, signal } from '@preact/signals';
import { type Client, createClient } from 'graphql-ws';
import { rejectToken, token } from '../session/session.ts';

/** Whether the connection for live updates is open; null while nothing needs it. */
export const isOnline = signal<boolean | null>(null);

/** Close code for a token that the server does not accept, or that has expired. */
const forbidden = 4403;

const longestDelayMs = 10_000;

/** One connection for all subscriptions of a token. It reconnects until the token is rejected. */
export const socket = computed<Client>(() => create(token.value));

function create(bearer: string | null): Client {
  const url = new URL('/graphql', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return createClient({
    url: url.href,
    connectionParams: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (event) => !isForbidden(event),
    retryWait: (retries) =>
      new Promise((resolve) => {
        const delay = Math.min(250 * 2 ** retries, longestDelayMs) * (0.5 + Math.random() / 2);
        setTimeout(resolve, delay);
        addEventListener('online', () => resolve(), { once: true });
      }),
    lazyCloseTimeout: 5_000,
    on: {
      connected: () => {
        isOnline.value = true;
      },
      closed: (event) => {
        if (isForbidden(event)) {
          if (token.peek() === bearer) rejectToken();
          isOnline.value = null;
        } else isOnline.value = (event as CloseEvent).code === 1000 ? null : false;
      },
    },
  });
}

function isForbidden(event: unknown): boolean {
  return event instanceof CloseEvent && event.code === forbidden;
}
