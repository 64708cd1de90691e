/** Parts of a global id. */
export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

const nothing: GlobalId = { typename: '', id: '' };

/** Makes an id that is unique across types, and opaque to clients. */
export function encodeGlobalId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/** Takes a global id apart. What is none names a type that does not exist, and so finds nothing. */
export function decodeGlobalId(text: string): GlobalId {
  const decoded = Buffer.from(text, 'base64url').toString();
  const [typename, id, ...rest] = decoded.split(':');
  if (typename === undefined || id === undefined || rest.length > 0) return nothing;
  return encodeGlobalId(typename, id) === text ? { typename, id } : nothing;
}

/** The types that implement `Node`. */
const nodeTypes: ReadonlySet<string> = new Set(['Model', 'ChatCompletion', 'Pull', 'AuditEvent']);

/** As {@link decodeGlobalId}; what is no node's id stands for a model that does not exist. */
export function decodeNodeId(text: string): GlobalId {
  const decoded = decodeGlobalId(text);
  return nodeTypes.has(decoded.typename) ? decoded : { typename: 'Model', id: '' };
}

/** The row that a global id of a type stands for; of another type, a row that does not exist. */
export function toRowId(typename: string, globalId: string): string {
  const decoded = decodeGlobalId(globalId);
  return decoded.typename === typename ? decoded.id : '';
}

/** An input whose `modelId` stands for a row; null where it names none. */
export function withModelRowId<Input extends { readonly modelId?: string | null | undefined }>(
  input: Input,
): Omit<Input, 'modelId'> & { modelId: string | null } {
  const { modelId } = input;
  return { ...input, modelId: modelId == null ? null : toRowId('Model', modelId) };
}
