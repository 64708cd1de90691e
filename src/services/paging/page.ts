import { InvalidInputError } from '../../errors.ts';

/** The paging arguments of Relay, as the client sent them. */
export interface PageInput {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A page of a list. */
export interface Page<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Validated direction and number of items of a page. */
export interface PageSize {
  readonly direction: 'forward' | 'backward';
  readonly size: number;
}

const defaultPageSize = 20;
const maximumPageSize = 100;

/**
 * Validates direction and size. The default is the first {@link defaultPageSize} items.
 *
 * @throws InvalidInputError when both directions are given or a size is out of range.
 */
export function parsePageSize({ first, last }: PageInput): PageSize {
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
 * Limits the number of items that one field can request.
 *
 * @throws InvalidInputError naming the argument.
 */
export function assertPageSize(size: number, argument: string): void {
  if (size > maximumPageSize) {
    const message = `must be at most ${maximumPageSize}`;
    throw new InvalidInputError([{ path: [argument], message }]);
  }
}
