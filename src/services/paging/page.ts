import { InvalidInputError } from '../../errors.ts';

/** Relay paging arguments, as a client sent them. */
export interface PageInput {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A checked page: one direction, one size. */
export interface Page {
  readonly direction: 'forward' | 'backward';
  readonly size: number;
}

export const defaultPageSize = 20;
export const maximumPageSize = 100;

/**
 * Checks direction and size; without either, the first {@link defaultPageSize} are meant.
 *
 * @throws InvalidInputError when both directions are given or a size is out of range.
 */
export function parsePage({ first, last }: PageInput): Page {
  if (first != null && last != null) {
    throw new InvalidInputError([{ path: ['last'], message: 'must not be combined with first' }]);
  }
  const direction = last != null ? 'backward' : 'forward';
  const argument = direction === 'backward' ? 'last' : 'first';
  const size = last ?? first ?? defaultPageSize;
  if (size < 1) {
    throw new InvalidInputError([{ path: [argument], message: 'must be at least 1' }]);
  }
  assertPageSize(size, argument);
  return { direction, size };
}

/**
 * Bounds how many items one field may ask for.
 *
 * @throws InvalidInputError naming the argument.
 */
export function assertPageSize(size: number, argument: string): void {
  if (size > maximumPageSize) {
    const message = `must be at most ${maximumPageSize}`;
    throw new InvalidInputError([{ path: [argument], message }]);
  }
}
