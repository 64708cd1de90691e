import {
  type ExecutionArgs,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { ServerContext } from './operation-context.ts';

/**
 * Hides the schema from strangers: they can neither introspect it, nor learn names from what GraphQL
 * suggests for similar ones.
 */
export function usePrivateSchema(
  isStranger: (context: YogaInitialContext & ServerContext) => boolean,
): Plugin<YogaInitialContext & ServerContext> {
  return {
    onValidate({ context, addValidationRule, setValidationFn }) {
      if (!isStranger(context)) return;
      // The rule also keeps the results of strangers apart in the cache, whose key is the rules.
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
