import { type DocumentNode, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LimitExceededError } from '../errors.ts';
import { measureDocument } from './measure-document.ts';

/**
 * How large an operation may be. GraphiQL's introspection is about 15 deep; large inputs belong
 * into variables, which do not count.
 */
const limits = { tokens: 10_000, depth: 20, fields: 2_000, rootFields: 50 } as const;

/** Refuses operations that cost more than any client needs, before they are validated. */
export function useOperationLimits(): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => {
        const document = parseBounded(() =>
          parseFn(source, { ...options, maxTokens: limits.tokens }),
        );
        const { depth, fields, rootFields } = measureDocument(document, limits.depth);
        const fits =
          depth <= limits.depth && fields <= limits.fields && rootFields <= limits.rootFields;
        if (!fits) throw tooLarge();
        return document;
      });
    },
  };
}

function parseBounded(parse: () => DocumentNode): DocumentNode {
  try {
    return parse();
  } catch (error) {
    // The parser recurses: what is nested too deeply ends its stack, and not only its patience.
    const isTooMuch =
      error instanceof RangeError || /contains more than \d+ tokens/.test(`${error}`);
    throw isTooMuch ? tooLarge() : error;
  }
}

function tooLarge(): GraphQLError {
  const originalError = new LimitExceededError('The operation is too large.');
  return new GraphQLError(originalError.message, { originalError });
}
