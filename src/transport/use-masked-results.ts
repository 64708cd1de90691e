import type { Plugin } from 'graphql-yoga';
import type { ErrorMask } from './mask-error.ts';

/** Masks also the errors that do not come from resolvers, such as errors of validation. */
export function useMaskedResults(maskError: ErrorMask): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return;
      setResult({ ...result, errors: result.errors.map(maskError) });
    },
  };
}
