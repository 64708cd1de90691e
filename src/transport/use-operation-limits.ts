import { type DocumentNode, GraphQLError, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LimitExceededError } from '../errors.ts';
import { badRequest } from './bad-request.ts';
import { measureDocument } from './measure-document.ts';

/**
 * Limits of an operation. The introspection query of GraphiQL has a depth of about 15. Large inputs
 * can be sent as variables, which are not counted.
 */
const limits = {
  characters: 500_000,
  tokens: 10_000,
  depth: 20,
  fields: 2_000,
  rootFields: 50,
} as const;

/** Rejects operations that exceed the limits, before they are validated. */
export function useOperationLimits(): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => {
        if (textOf(source).length > limits.characters) throw tooLarge();
        const document = parseBounded(() =>
          parseFn(source, { ...options, maxTokens: limits.tokens }),
        );
        const { depth, fields, rootFields } = measureDocument(document, limits.depth);
        const isWithinLimits =
          depth <= limits.depth && fields <= limits.fields && rootFields <= limits.rootFields;
        if (!isWithinLimits) throw tooLarge();
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
    // The parser recurses: a document that is nested too deeply exceeds the stack (RangeError)
    // before it exceeds the limit of tokens.
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
