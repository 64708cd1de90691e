import type { Plugin } from 'graphql-yoga';
import type { ErrorMask } from './mask-error.ts';

/**
 * Masks also the errors that do not come from resolvers, such as errors of validation. The status is
 * 401 when the token is missing and no field has data.
 */
export function useMaskedResults(maskError: ErrorMask): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return;
      const errors = result.errors.map(maskError);
      const isAnonymous =
        isEmpty(result.data) &&
        errors.length > 0 &&
        errors.every(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED');
      setResult(isAnonymous ? { ...result, errors, extensions: { http } } : { ...result, errors });
    },
  };
}

/** In the format of graphql-yoga, which does not send it. */
const http = { status: 401, headers: { 'www-authenticate': 'Bearer' } };

function isEmpty(data: unknown): boolean {
  return data == null || Object.values(data).every((value) => value === null);
}
