/** Parts of a global ID. */
export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

const nothing: GlobalId = { typename: '', id: '' };

/** Creates an ID that is unique across types, and opaque to clients. */
export function encodeGlobalId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/** Returns the parts of a global ID. An invalid ID has an empty type name, and so finds no object. */
function decodeGlobalId(text: string): GlobalId {
  const decoded = Buffer.from(text, 'base64url').toString();
  const [typename, id, ...rest] = decoded.split(':');
  if (typename === undefined || id === undefined || rest.length > 0) return nothing;
  return encodeGlobalId(typename, id) === text ? { typename, id } : nothing;
}

/** The types that implement `Node`. */
const nodeTypes: ReadonlySet<string> = new Set([
  'Model',
  'Route',
  'ChatCompletion',
  'Pull',
  'AuditEvent',
  'ApiKey',
]);

/** As {@link decodeGlobalId}; the ID of another type becomes that of a model that does not exist. */
export function decodeNodeId(text: string): GlobalId {
  const decoded = decodeGlobalId(text);
  return nodeTypes.has(decoded.typename) ? decoded : { typename: 'Model', id: '' };
}

/** As {@link withModelRowId}, for an input that can also have the ID of a route. */
export function withChosenRowId<
  Input extends {
    readonly modelId?: string | null | undefined;
    readonly routeId?: string | null | undefined;
  },
>(input: Input) {
  const { routeId } = input;
  return { ...withModelRowId(input), routeId: routeId == null ? null : toRowId('Route', routeId) };
}

/** Returns the row ID of a global ID; an ID that does not exist when it belongs to another type. */
export function toRowId(typename: string, globalId: string): string {
  const decoded = decodeGlobalId(globalId);
  return decoded.typename === typename ? decoded.id : '';
}

/** Replaces the global ID in `modelId` with the row ID; null when the input has none. */
export function withModelRowId<Input extends { readonly modelId?: string | null | undefined }>(
  input: Input,
): Omit<Input, 'modelId'> & { modelId: string | null } {
  const { modelId } = input;
  return { ...input, modelId: modelId == null ? null : toRowId('Model', modelId) };
}

/** Replaces the global IDs of keys with row IDs. */
export function withKeyRowIds<
  Input extends { readonly keys?: readonly { readonly apiKeyId: string }[] | null | undefined },
>(input: Input): Input {
  const { keys } = input;
  if (keys == null) return input;
  const converted = keys.map((key) => ({ ...key, apiKeyId: toRowId('ApiKey', key.apiKeyId) }));
  return { ...input, keys: converted };
}

/** As {@link withKeyRowIds}, for the model to register. */
export function withModelKeyRowIds<
  Remote extends { readonly keys?: readonly { readonly apiKeyId: string }[] | null | undefined },
  Input extends { readonly remote?: Remote | null | undefined },
>(input: Input): Input {
  return input.remote == null ? input : { ...input, remote: withKeyRowIds(input.remote) };
}
