import { type DocumentNode, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type CurrentOperation, currentOperation } from '../current-operation.ts';
import type { Context } from '../schema/context.ts';
import { contextOf, endSpan, type Span, startSpan } from '../tracing/spans.ts';
import { codeOf } from './use-metrics.ts';

interface ExecutionArgs {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly contextValue?: unknown;
}

/** Maximum length of a name that a client has chosen, in characters. */
const maxNameLength = 64;

/** The spans of operations that have not ended. */
const spans = new WeakMap<CurrentOperation, Span>();

/** Adds the tenant and the name of an operation to its facts, and begins its span. */
export function useCurrentOperation(): Plugin {
  return {
    onExecute({ args }) {
      const facts = currentOperation();
      begin(facts, args);
      return {
        onExecuteDone: ({ result }) => {
          if (!(Symbol.asyncIterator in result)) endOperation(facts, codeOf(result.errors));
        },
      };
    },
    onSubscribe: ({ args }) => begin(currentOperation(), args),
  };
}

/** Ends the span of an operation. The code is OK, or that of its first error. */
export function endOperation(facts: CurrentOperation | undefined, code: string): void {
  const span = facts === undefined ? undefined : spans.get(facts);
  if (span !== undefined) endSpan(span, code === 'OK' ? '' : code);
}

function begin(
  facts: CurrentOperation | undefined,
  { document, operationName, contextValue }: ExecutionArgs,
): void {
  const found = getOperationAST(document, operationName);
  if (facts === undefined || found == null) return;
  const { operation: type, name, selectionSet } = found;
  const [first] = selectionSet.selections;
  const field = first?.kind === 'Field' ? [first.name.value] : [];
  facts.operation = [type, ...field].join(' ');
  facts.operationName = name?.value.slice(0, maxNameLength) ?? null;
  facts.tenantId = (contextValue as Context).viewer?.tenantId ?? null; // The pipeline creates it.
  // The name of the span has few values, because clients choose the names of operations.
  const span = startSpan(type, {
    kind: 'server',
    parent: facts.trace,
    startTime: facts.arrivedAt,
    attributes: {
      'graphql.operation.type': type,
      ...(facts.operationName === null ? {} : { 'graphql.operation.name': facts.operationName }),
    },
  });
  facts.trace = contextOf(span) ?? facts.trace;
  spans.set(facts, span);
}
