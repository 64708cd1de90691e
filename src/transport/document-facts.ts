import { type FieldNode, Kind, type ValidatedExecutionArgs, type ValueNode, visit } from 'graphql';

export function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => hasVariable(field.value));
}

type Document = Pick<ValidatedExecutionArgs, 'operation' | 'fragmentDefinitions'>;

/** Whether the operation, or a fragment, selects a field of the introspection. */
export function readsSchema({ operation, fragmentDefinitions }: Document): boolean {
  let found = false;
  const Field = ({ name }: FieldNode) => {
    found ||= name.value === '__schema' || name.value === '__type';
  };
  for (const node of [operation, ...Object.values(fragmentDefinitions)]) visit(node, { Field });
  return found;
}

/** Whether variables decide which fields are selected. */
export function isConditional({ operation, fragmentDefinitions }: Document): boolean {
  let found = false;
  for (const node of [operation, ...Object.values(fragmentDefinitions)]) {
    visit(node, {
      // Conditions of other nodes have no variables.
      Directive: ({ arguments: values }) => {
        found ||= values?.some(({ value }) => hasVariable(value)) === true;
      },
    });
  }
  return found;
}
