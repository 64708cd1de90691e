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
  isUnionType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidatedSubscriptionArgs,
} from 'graphql';

/** Reads a value, or a promise of it, with the context of a subscriber. */
type Read = (source: unknown, context: unknown) => unknown;

type PlanArgs = Omit<ValidatedSubscriptionArgs, 'contextValue' | 'rootValue'>;

const shared = new WeakMap<OperationDefinitionNode, EventPlan>();

/**
 * Prepares how to read the fields that a subscription selects: once for all of its subscribers when
 * it has no variables. Reading the fields directly costs a fraction of executing the operation for
 * each event. Events still need the executor when a selected field has an abstract type or is a
 * list of objects, and when a value is an error or has the wrong type.
 */
export class EventPlan {
  readonly #args: PlanArgs;
  readonly #key: string | null = null;
  readonly #root: Read = () => notPlain();
  readonly #typeOf: (value: unknown, context: unknown) => GraphQLObjectType = () => notPlain();
  readonly #node: FieldNode | undefined;
  /** Reads the events of a type; null when they have to be executed. */
  readonly #byType = new Map<GraphQLObjectType, Read | null>();

  constructor(args: PlanArgs) {
    const { schema, operation, fragmentDefinitions, variableValues, fieldResolver } = args;
    // Without the arguments that belong to one subscriber.
    this.#args = {
      schema,
      operation,
      fragmentDefinitions,
      variableValues,
      fieldResolver,
    } as PlanArgs;
    const type = args.schema.getSubscriptionType();
    if (type == null) return;
    const [[key, node] = [], ...more] = this.#fieldsOf(type, args.operation.selectionSet) ?? [];
    if (key === undefined || node === undefined || more.length > 0) return;
    this.#key = key;
    this.#node = node;
    this.#root = this.#reader(type, key, node);
    const output = type.getFields()[node.name.value]?.type;
    this.#typeOf = this.#typing(output);
    const named = output === undefined ? undefined : getNamedType(output);
    // Prepare the readers now if possible: later, thousands of subscribers can get an event at once.
    if (isObjectType(named)) this.#readerOf(named);
    else if (isUnionType(named)) for (const member of named.getTypes()) this.#readerOf(member);
  }

  /** Returns the plan of a subscription. Subscriptions with the same parsed document share it. */
  static of(args: PlanArgs): EventPlan {
    const { operation } = args;
    if ((operation.variableDefinitions ?? []).length > 0) return new EventPlan(args);
    const plan = shared.get(operation) ?? new EventPlan(args);
    shared.set(operation, plan);
    return plan;
  }

  /** @returns null when the event has to be executed. Rejects when the promise of a field rejects. */
  read(event: unknown, context: unknown): ExecutionResult | Promise<ExecutionResult> | null {
    const key = this.#key;
    if (key === null) return null;
    try {
      const value = this.#root(event, context);
      const read = this.#readerOf(this.#typeOf(value, context));
      if (read === null) return null;
      const selected = read(value, context);
      if (!(selected instanceof Promise)) return { data: { [key]: selected } };
      return selected.then((data: unknown) => ({ data: { [key]: data } }));
    } catch {
      // The executor reports the error.
      return null;
    }
  }

  #readerOf(type: GraphQLObjectType): Read | null {
    const known = this.#byType.get(type);
    if (known !== undefined) return known;
    let read: Read | null = null;
    try {
      read = this.#objectReader(type, this.#node?.selectionSet);
    } catch {
      // An argument is missing. The executor reports it.
    }
    this.#byType.set(type, read);
    return read;
  }

  /** Returns a reader of the selected fields; null when the selection has to be executed. */
  #objectReader(type: GraphQLObjectType, set: SelectionSetNode | undefined): Read | null {
    const fields = set === undefined ? null : this.#fieldsOf(type, set);
    if (fields === null) return null;
    const readers = new Map<string, Read>();
    for (const [key, node] of fields) {
      const read = this.#fieldReader(type, key, node);
      if (read === null) return null;
      readers.set(key, read);
    }
    return (source, context) => readFields(readers, source, context);
  }

  #fieldReader(type: GraphQLObjectType, key: string, node: FieldNode): Read | null {
    if (node.name.value === '__typename') return () => type.name;
    const output = type.getFields()[node.name.value]?.type;
    const named = isNonNullType(output) ? output.ofType : output;
    const complete = this.#completer(named, node);
    if (complete === null) return null;
    const completeNullable = (value: unknown, context: unknown) => {
      if (value !== null && value !== undefined) return complete(value, context);
      return isNonNullType(output) ? notPlain() : null;
    };
    const resolve = this.#reader(type, key, node);
    return (source, context) => {
      const value = resolve(source, context);
      return value instanceof Promise
        ? value.then((known) => completeNullable(known, context))
        : completeNullable(value, context);
    };
  }

  /** Returns a reader of non-null values of a leaf type or an object type; null for other types. */
  #completer(type: GraphQLOutputType | undefined, node: FieldNode): Read | null {
    if (isLeafType(type)) return (value) => type.coerceOutputValue(value);
    if (!isObjectType(type)) return null;
    const read = this.#objectReader(type, node.selectionSet);
    if (read === null || type.isTypeOf == null) return read;
    const isOfType = type.isTypeOf.bind(type);
    return (value, context) =>
      isOfType(value, context, {} as GraphQLResolveInfo) === true
        ? read(value, context)
        : notPlain();
  }

  /** Returns the selected fields by their response keys; null for an unsupported selection. */
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
        // Several selections of one field would have to be merged.
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
    const { variableValues, schema, operation, fragmentDefinitions } = this.#args;
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
    } as unknown as GraphQLResolveInfo; // The parts that are known before the first event.
    return (source, context) => resolve(source, values, context, info);
  }

  #typing(
    output: GraphQLOutputType | undefined,
  ): (value: unknown, context: unknown) => GraphQLObjectType {
    const named = output === undefined ? undefined : getNamedType(output);
    if (isObjectType(named)) return () => named;
    if (!isAbstractType(named) || named.resolveType == null) return () => notPlain();
    const { schema } = this.#args;
    const { resolveType } = named;
    return (value, context) => {
      const name: unknown = resolveType(value, context, {} as GraphQLResolveInfo, named);
      const type = typeof name === 'string' ? schema.getType(name) : undefined;
      return isObjectType(type) && schema.isSubType(named, type) ? type : notPlain();
    };
  }
}

/** Reads the fields in the order of their selection; a promise when a field is one. */
function readFields(
  readers: ReadonlyMap<string, Read>,
  source: unknown,
  context: unknown,
): unknown {
  const selected: Record<string, unknown> = {};
  const pending: Promise<void>[] = [];
  const resolve = async (key: string, value: Promise<unknown>) => {
    selected[key] = await value;
  };
  try {
    for (const [key, read] of readers) {
      const value = read(source, context);
      selected[key] = value;
      if (value instanceof Promise) pending.push(resolve(key, value));
    }
  } catch (error) {
    // An unhandled rejection would end the process.
    void Promise.allSettled(pending);
    throw error;
  }
  return pending.length === 0 ? selected : Promise.all(pending).then(() => selected);
}

function notPlain(): never {
  throw new Error('This event must be executed by the GraphQL executor.');
}
