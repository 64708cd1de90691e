import { NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../schema/context.ts';

/** Shows the schema to those with a token only. */
export function usePrivateIntrospection(): Plugin<Context> {
  return {
    onValidate({ context, addValidationRule }) {
      if (context.viewer === null) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
  };
}
