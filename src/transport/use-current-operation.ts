import { type DocumentNode, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { currentOperation } from '../current-operation.ts';
import type { Context } from '../schema/context.ts';

interface ExecutionArgs {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly contextValue?: unknown;
}

/** Maximum length of a name that a client has chosen, in characters. */
const maxNameLength = 64;

/** Adds the tenant and the name of an operation to its facts before it is executed. */
export function useCurrentOperation(): Plugin {
  return {
    onExecute: ({ args }) => describe(args),
    onSubscribe: ({ args }) => describe(args),
  };
}

function describe({ document, operationName, contextValue }: ExecutionArgs): void {
  const facts = currentOperation();
  const found = getOperationAST(document, operationName);
  if (facts === undefined || found == null) return;
  const [first] = found.selectionSet.selections;
  const field = first?.kind === 'Field' ? [first.name.value] : [];
  facts.operation = [found.operation, ...field].join(' ');
  facts.operationName = found.name?.value.slice(0, maxNameLength) ?? null;
  facts.tenantId = (contextValue as Context).viewer?.tenantId ?? null; // The pipeline creates it.
}
