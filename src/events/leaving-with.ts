/** Ends a reader when the signal of its client is aborted. */
export function leavingWith<Event>(
  events: AsyncIterableIterator<Event>,
  signal: AbortSignal,
): AsyncIterableIterator<Event> {
  const leave = () => void events.return?.();
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      const result = await events.next();
      if (result.done === true) signal.removeEventListener('abort', leave);
      return result;
    },
    return: async () => {
      signal.removeEventListener('abort', leave);
      return (await events.return?.()) ?? { done: true, value: undefined };
    },
  };
}
