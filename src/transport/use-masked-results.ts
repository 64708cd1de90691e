import type { Plugin } from 'graphql-yoga';
import type { ErrorMask } from './mask-error.ts';

/** Masks the errors that no resolver has thrown too, such as those of validation. */
export function useMaskedResults(maskError: ErrorMask): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return;
      setResult({ ...result, errors: result.errors.map(maskError) });
    },
  };
}
