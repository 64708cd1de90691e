import { type DocumentNode, GraphQLError, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LimitExceededError } from '../errors.ts';
import { badRequest } from './bad-request.ts';
import { measureDocument } from './measure-document.ts';

/**
 * How large an operation may be. GraphiQL's introspection is about 15 deep; large inputs belong
 * into variables, which do not count.
 */
const limits = {
  characters: 500_000,
  tokens: 10_000,
  depth: 20,
  fields: 2_000,
  rootFields: 50,
} as const;

/** Refuses operations that cost more than any client needs, before they are validated. */
export function useOperationLimits(): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => {
        if (textOf(source).length > limits.characters) throw tooLarge();
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

function textOf(source: string | Source): string {
  return typeof source === 'string' ? source : source.body;
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
  const originalError = new LimitExceededError(
    `The operation is too large: it can have at most ${limits.characters} characters, ${limits.tokens} tokens, ${limits.fields} fields, ${limits.rootFields} root fields and ${limits.depth} levels.`,
  );
  return badRequest(new GraphQLError(originalError.message, { originalError }));
}
