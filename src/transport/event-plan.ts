import {
  type ExecutionResult,
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
  type ValidatedSubscriptionArgs,
} from 'graphql';

type Read = (source: unknown) => unknown;

/**
 * What a subscription selects of its events, worked out once. An event of which only plain values
 * are selected is read straight away: most are, and executing the whole operation for each of them
 * would cost more than everything else that is done for it.
 */
export class EventPlan {
  readonly #args: ValidatedSubscriptionArgs;
  readonly #key: string | null = null;
  readonly #root: Read = () => notPlain();
  readonly #typeOf: (value: unknown) => GraphQLObjectType = () => notPlain();
  readonly #node: FieldNode | undefined;
  /** How to read an event of a type; null when it has to be executed. */
  readonly #byType = new Map<GraphQLObjectType, ReadonlyMap<string, Read> | null>();

  constructor(args: ValidatedSubscriptionArgs) {
    this.#args = args;
    const type = args.schema.getSubscriptionType();
    if (type == null) return;
    const [[key, node] = [], ...more] = this.#fieldsOf(type, args.operation.selectionSet) ?? [];
    if (key === undefined || node === undefined || more.length > 0) return;
    this.#key = key;
    this.#node = node;
    this.#root = this.#reader(type, key, node);
    this.#typeOf = this.#typing(type.getFields()[node.name.value]?.type);
  }

  /** @returns null when the event has to be executed. */
  read(event: unknown): ExecutionResult | null {
    if (this.#key === null) return null;
    try {
      const value = this.#root(event);
      const type = this.#typeOf(value);
      let readers = this.#byType.get(type);
      if (readers === undefined) {
        readers = this.#readersOf(type);
        this.#byType.set(type, readers);
      }
      if (readers === null) return null;
      const selected: Record<string, unknown> = {};
      for (const [key, read] of readers) selected[key] = read(value);
      return { data: { [this.#key]: selected } };
    } catch {
      // Its execution says what is wrong with it.
      return null;
    }
  }

  #readersOf(type: GraphQLObjectType): ReadonlyMap<string, Read> | null {
    const set = this.#node?.selectionSet;
    const fields = set === undefined ? null : this.#fieldsOf(type, set);
    if (fields === null) return null;
    const readers = new Map<string, Read>();
    for (const [key, node] of fields) {
      if (node.name.value === '__typename') {
        readers.set(key, () => type.name);
        continue;
      }
      const output = type.getFields()[node.name.value]?.type;
      const leaf = isNonNullType(output) ? output.ofType : output;
      if (!isLeafType(leaf)) return null;
      const read = this.#reader(type, key, node);
      readers.set(key, (source) => {
        const value = read(source);
        if (value !== null && value !== undefined) return leaf.coerceOutputValue(value);
        return isNonNullType(output) ? notPlain() : null;
      });
    }
    return readers;
  }

  /** The selected fields by the names they are answered under; null for what is not understood. */
  #fieldsOf(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    found = new Map<string, FieldNode>(),
  ): Map<string, FieldNode> | null {
    const { schema, fragmentDefinitions } = this.#args;
    for (const selection of set.selections) {
      const included = this.#isIncluded(selection);
      if (included === null) return null;
      if (!included) continue;
      if (selection.kind === 'Field') {
        const key = selection.alias?.value ?? selection.name.value;
        // What is selected of one field in several places would have to be merged.
        if (found.has(key) && selection.selectionSet !== undefined) return null;
        found.set(key, selection);
        continue;
      }
      const fragment =
        selection.kind === 'InlineFragment' ? selection : fragmentDefinitions[selection.name.value];
      const condition = fragment?.typeCondition;
      const wanted = condition === undefined ? type : schema.getType(condition.name.value);
      const applies = wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
      if (fragment === undefined) return null;
      if (applies && this.#fieldsOf(type, fragment.selectionSet, found) === null) return null;
    }
    return found;
  }

  #isIncluded(node: Parameters<typeof getDirectiveValues>[1]): boolean | null {
    if (node.directives === undefined || node.directives.length === 0) return true;
    const known = [GraphQLSkipDirective.name, GraphQLIncludeDirective.name];
    if (!node.directives.every(({ name }) => known.includes(name.value))) return null;
    const { variableValues } = this.#args;
    const skip = getDirectiveValues(GraphQLSkipDirective, node, variableValues);
    const include = getDirectiveValues(GraphQLIncludeDirective, node, variableValues);
    return skip?.['if'] !== true && include?.['if'] !== false;
  }

  #reader(parentType: GraphQLObjectType, key: string, node: FieldNode): Read {
    const field = parentType.getFields()[node.name.value];
    if (field === undefined) return () => notPlain();
    const { contextValue, variableValues, schema, operation, fragmentDefinitions } = this.#args;
    const resolve = field.resolve ?? this.#args.fieldResolver;
    const values = getArgumentValues(field, node, variableValues);
    const info = {
      fieldName: node.name.value,
      fieldNodes: [node],
      returnType: field.type,
      parentType,
      path: { prev: undefined, key, typename: parentType.name },
      schema,
      fragments: fragmentDefinitions,
      rootValue: undefined,
      operation,
      variableValues,
    } as unknown as GraphQLResolveInfo; // what there is to know of it before any event
    return (source) => {
      const value: unknown = resolve(source, values, contextValue, info);
      return value instanceof Promise ? notPlain() : value;
    };
  }

  #typing(output: GraphQLOutputType | undefined): (value: unknown) => GraphQLObjectType {
    const named = output === undefined ? undefined : getNamedType(output);
    if (isObjectType(named)) return () => named;
    if (!isAbstractType(named) || named.resolveType == null) return () => notPlain();
    const { schema, contextValue } = this.#args;
    const { resolveType } = named;
    return (value) => {
      const name: unknown = resolveType(value, contextValue, {} as GraphQLResolveInfo, named);
      const type = typeof name === 'string' ? schema.getType(name) : undefined;
      return isObjectType(type) ? type : notPlain();
    };
  }
}

function notPlain(): never {
  throw new Error('The event has to be executed.');
}
