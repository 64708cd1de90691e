import {
  type ExecutionArgs,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { ServerContext } from './operation-context.ts';

/**
 * Hides the schema from callers who may not read it: introspection is rejected, and error messages do
 * not suggest similar names.
 */
export function usePrivateSchema(
  isStranger: (context: YogaInitialContext & ServerContext) => boolean,
): Plugin<YogaInitialContext & ServerContext> {
  return {
    onValidate({ context, addValidationRule, setValidationFn }) {
      if (!isStranger(context)) return;
      // The cache of validation results uses the rules as its key, so the additional rule also
      // separates these results from those of authenticated callers.
      addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((schema, document, rules = specifiedRules) =>
        validate(schema, document, rules, { hideSuggestions: true }),
      );
    },
    onExecute({ args, executeFn, setExecuteFn }) {
      if (isStranger(args.contextValue)) setExecuteFn(withoutSuggestions(executeFn));
    },
    onSubscribe({ args, subscribeFn, setSubscribeFn }) {
      if (isStranger(args.contextValue)) setSubscribeFn(withoutSuggestions(subscribeFn));
    },
  };
}

function withoutSuggestions<Result>(run: (args: ExecutionArgs) => Result) {
  return (args: ExecutionArgs) => run({ ...args, hideSuggestions: true });
}
