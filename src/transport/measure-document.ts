import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

/** Size of the largest operation of a document, with its fragments expanded. */
export interface DocumentSize {
  /** Nesting depth of selections, including fragments. */
  readonly depth: number;
  readonly fields: number;
  /** Number of root fields, each of which is a separate call. */
  readonly rootFields: number;
}

const nothing: DocumentSize = { depth: 0, fields: 0, rootFields: 0 };

/**
 * Measures each fragment once, so that the cost is proportional to the length of the document. A
 * fragment inside itself is not counted: validation rejects it.
 *
 * @param maxDepth selections below this depth are not measured.
 */
export function measureDocument(document: DocumentNode, maxDepth: number): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, DocumentSize>();

  const measure = (set: SelectionSetNode, level: number): DocumentSize => {
    if (level > maxDepth) return { ...nothing, depth: 1 };
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

/** Adds a selection to those beside it: fields are added, and the greater depth counts. */
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
