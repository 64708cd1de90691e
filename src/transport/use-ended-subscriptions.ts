import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { clockSkew } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { UnauthenticatedError } from '../errors.ts';
import { leavingWith } from '../events/leaving-with.ts';
import type { OperationContext } from './operation-context.ts';

/** Ends every subscription with its client, and with the token that it was allowed by. */
export function useEndedSubscriptions(): Plugin<OperationContext> {
  return {
    onSubscribe: () => ({
      onSubscribeResult({ args, result, setResult }) {
        if (!(Symbol.asyncIterator in result)) return;
        const { signal, viewer } = args.contextValue as OperationContext; // made by this pipeline
        const events = leavingWith(result[Symbol.asyncIterator]() as Results, signal);
        setResult(viewer === null ? events : untilExpiry(events, viewer));
      },
    }),
  };
}

type Results = AsyncIterableIterator<ExecutionResult>;

/** The longest that a timer can wait; tokens of more than 24 days outlive their subscriptions. */
export const longestTimer = 2_147_483_647;

/** Milliseconds until a token that has been accepted would no longer be. */
export function remainingMs({ expiresAt }: Viewer): number {
  const remaining = expiresAt.getTime() + clockSkew * 1_000 - Date.now();
  return Math.min(Math.max(remaining, 0), longestTimer);
}

type Result = IteratorResult<ExecutionResult, undefined>;

/** A last result says why there are no more: an end without a word would look like a good one. */
function untilExpiry(events: Results, viewer: Viewer): Results {
  let over = false;
  let tell: ((result: Result) => void) | null = null;
  // One timer and no race: that would leave something behind for each of many events.
  const timer = setTimeout(() => tell?.(expire()), remainingMs(viewer));
  timer.unref();
  const done: Result = { done: true, value: undefined };
  const end = (): Result => {
    over = true;
    clearTimeout(timer);
    return done;
  };
  const expire = (): Result => {
    end();
    void events.return?.();
    return { done: false, value: { errors: [expired()] } };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      if (over) return done;
      if (remainingMs(viewer) === 0) return expire();
      return new Promise<Result>((resolve, reject) => {
        tell = resolve;
        events.next().then((next) => resolve(next.done === true ? end() : next), reject);
      });
    },
    return: async () => {
      await events.return?.();
      return end();
    },
  };
}

function expired(): GraphQLError {
  const originalError = new UnauthenticatedError('The token has expired.');
  const extensions = { code: originalError.code };
  return new GraphQLError(originalError.message, { originalError, extensions });
}
