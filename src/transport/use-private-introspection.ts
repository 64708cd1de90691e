import { NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { OperationContext, ServerContext } from './operation-context.ts';

/** Shows the schema to those with a token only. */
export function usePrivateIntrospection(
  operationOf: (context: YogaInitialContext & ServerContext) => OperationContext,
): Plugin<YogaInitialContext & ServerContext> {
  return {
    onValidate({ context, addValidationRule }) {
      if (operationOf(context).viewer === null) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
  };
}
