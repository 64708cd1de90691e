import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

/** How large the largest operation of a document is, with its fragments put in. */
export interface DocumentSize {
  /** Nested selections, fragments among them. */
  readonly depth: number;
  readonly fields: number;
  /** Fields of the root, each of which is a call of its own. */
  readonly rootFields: number;
}

const nothing: DocumentSize = { depth: 0, fields: 0, rootFields: 0 };

/**
 * Measures each fragment once, however often it is used, so that measuring costs no more than the
 * document is long. A fragment that contains itself counts as nothing there: it is not valid.
 *
 * @param deepest levels to look at; what is nested deeper is only known to be too deep.
 */
export function measureDocument(document: DocumentNode, deepest: number): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, DocumentSize>();

  const measure = (set: SelectionSetNode, level: number): DocumentSize => {
    if (level > deepest) return { ...nothing, depth: 1 };
    return set.selections.reduce(
      (total, selection) => {
        if (selection.kind === 'Field') {
          const inner = selection.selectionSet
            ? measure(selection.selectionSet, level + 1)
            : nothing;
          return add(total, { depth: inner.depth, fields: inner.fields + 1, rootFields: 1 });
        }
        if (selection.kind === 'InlineFragment') {
          return add(total, measure(selection.selectionSet, level + 1));
        }
        return add(total, measureFragment(selection.name.value, level));
      },
      { ...nothing, depth: 1 },
    );
  };

  const measureFragment = (name: string, level: number): DocumentSize => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return nothing;
    measured.set(name, nothing);
    const size = measure(fragment.selectionSet, level + 1);
    measured.set(name, size);
    return size;
  };

  return document.definitions.reduce(
    (largest, definition) =>
      definition.kind === 'OperationDefinition'
        ? maximum(largest, measure(definition.selectionSet, 1))
        : largest,
    nothing,
  );
}

/** Side by side: what is selected adds up, and the deeper one counts. */
function add(total: DocumentSize, part: DocumentSize): DocumentSize {
  return {
    depth: Math.max(total.depth, part.depth + 1),
    fields: total.fields + part.fields,
    rootFields: total.rootFields + part.rootFields,
  };
}

function maximum(one: DocumentSize, other: DocumentSize): DocumentSize {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: Math.max(one.fields, other.fields),
    rootFields: Math.max(one.rootFields, other.rootFields),
  };
}
