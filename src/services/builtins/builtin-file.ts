import { LineCounter, type Node, type ParsedNode, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { type FieldFault, InvalidInputError } from '../../errors.ts';
import { refuse } from '../input/parse-input.ts';
import { localModel, remoteModel } from '../models/model-input.ts';
import { declaredRoute, targetTypes } from '../routes/route-input.ts';

const fromClientsOnly = { isBuiltin: true, requestId: true } as const;
/** The IDs of stored keys are not known when the file is written. */
const storedKeys = { keys: true } as const;

const id = z
  .string()
  .regex(
    /^[A-Za-z0-9._-]{1,64}$/,
    'must have 1 to 64 letters, digits, dots, dashes or underscores',
  );

const entry = z
  .strictObject({
    id,
    local: localModel.omit(fromClientsOnly).optional(),
    remote: remoteModel.omit({ ...fromClientsOnly, ...storedKeys }).optional(),
  })
  .refine(
    ({ local, remote }) => (local === undefined) !== (remote === undefined),
    'must have exactly one of local and remote',
  );

const routeEntry = z.strictObject({ id, ...declaredRoute });

const content = z
  .strictObject({
    models: z.array(entry, 'must be a list of models').max(1_000, 'must have at most 1000 entries'),
    routes: z
      .array(routeEntry, 'must be a list of routes')
      .max(1_000, 'must have at most 1000 entries')
      .default([]),
  })
  .superRefine(({ models, routes }, context) => {
    const once = (what: string, field: string, keyOf: (model: BuiltinEntry) => string | null) => {
      const seen = new Set<string>();
      models.forEach((model, index) => {
        const key = keyOf(model);
        if (key === null) return;
        const path = ['models', index, ...(field === 'id' ? [] : [kindOf(model)]), field];
        if (seen.has(key)) context.addIssue({ code: 'custom', path, message: what });
        seen.add(key);
      });
    };
    once('is the ID of an earlier entry', 'id', ({ id }) => id);
    once('is the display name of an earlier entry', 'displayName', (model) => {
      return inputOf(model)?.displayName?.toLowerCase() ?? null;
    });
    once('is already true for an earlier entry of this type', 'isDefault', (model) => {
      const input = inputOf(model);
      return input?.isDefault === true ? input.type : null;
    });
    for (const fault of routeFaults(models, routes)) {
      context.addIssue({ code: 'custom', ...fault });
    }
  });

/** Returns the errors of routes that depend on other entries. */
function routeFaults(
  models: readonly BuiltinEntry[],
  routes: readonly BuiltinRouteEntry[],
): { readonly path: PropertyKey[]; readonly message: string }[] {
  const types = new Map(models.map((model) => [model.id, inputOf(model)?.type]));
  const defaults = models.map(inputOf).filter((input) => input?.isDefault === true);
  const ids = new Set(types.keys());
  const names = new Set<string>();
  const defaultTypes = new Set(defaults.map((input) => input?.type));
  return routes.flatMap((route, index) => {
    const at = (...field: PropertyKey[]) => ['routes', index, ...field];
    const faults: { path: PropertyKey[]; message: string }[] = [];
    const add = (path: PropertyKey[], message: string) => faults.push({ path, message });
    const name = route.name.toLowerCase();
    if (ids.has(route.id)) add(at('id'), 'is the ID of an earlier entry');
    if (names.has(name)) add(at('name'), 'is the name of an earlier entry');
    if (route.isDefault === true && defaultTypes.has(route.type)) {
      add(at('isDefault'), 'is already true for an earlier entry of this type');
    }
    ids.add(route.id);
    names.add(name);
    if (route.isDefault === true) defaultTypes.add(route.type);
    for (const [position, { modelId }] of route.targets.entries()) {
      const type = types.get(modelId);
      const path = at('targets', position, 'model');
      if (type === undefined) add(path, 'is not the id of a model in this file');
      else if (!targetTypes(route.type).includes(type)) {
        add(path, `is the ID of a model of type ${type}; the route has the type ${route.type}`);
      }
    }
    return faults;
  });
}

/** One model of the file: the input of `createModel`, with a stable id. */
export type BuiltinEntry = z.output<typeof entry>;

/** A route of the file; the IDs of its models are those of entries. */
export type BuiltinRouteEntry = z.output<typeof routeEntry>;

export function kindOf({ local }: BuiltinEntry): 'local' | 'remote' {
  return local === undefined ? 'remote' : 'local';
}

export function inputOf({ local, remote }: BuiltinEntry) {
  return local ?? remote;
}

export interface BuiltinFile {
  readonly entries: readonly BuiltinEntry[];
  readonly routes: readonly BuiltinRouteEntry[];
  /** Adds the line number to an error. */
  readonly locate: (fault: FieldFault) => FieldFault;
}

/**
 * Parses the operator's file of built-in models and routes. It is YAML, whose values can contain `${NAME}` for
 * an environment variable and `$${` for a literal `${`.
 *
 * @param variables the variables that values can contain; a missing one is an error.
 * @throws InvalidInputError listing all errors with their lines, never a value.
 */
export function parseBuiltinFile(
  text: string,
  variables: Readonly<Record<string, string | undefined>>,
): BuiltinFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (node: Node | null | undefined) =>
    lines.linePos((node as ParsedNode | null)?.range?.[0] ?? 0).line; // Parsed nodes have a range.
  const locate = ({ path, message }: FieldFault): FieldFault => ({
    path,
    message: `line ${at(nearest(path))}: ${message}`,
  });
  const nearest = (path: readonly string[]): Node | null => {
    const node = document.getIn(path, true) as Node | null | undefined; // keepScalar returns a node.
    if (node != null) return node;
    return path.length === 0 ? document.contents : nearest(path.slice(0, -1));
  };
  refuse(
    document.errors.map(({ code, pos }) => ({
      path: [],
      // The message of the library quotes the line, which may contain a key.
      message: `line ${lines.linePos(pos[0]).line}: is not YAML (${code.toLowerCase().replaceAll('_', ' ')})`,
    })),
  );
  const unset: FieldFault[] = [];
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || typeof node.value !== 'string') return;
      node.value = node.value.replaceAll(/\$?\$\{([^}]*)\}/g, (whole, name: string) => {
        if (whole.startsWith('$$')) return whole.slice(1);
        const value = variables[name];
        if (value !== undefined) return value;
        const message = `line ${at(node)}: the variable ${name} is not set, or is one of Modelyard's own settings`;
        unset.push({ path: [], message });
        return '';
      });
    },
  });
  refuse(unset);
  const parsed = content.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (parsed.success) return { entries: parsed.data.models, routes: parsed.data.routes, locate };
  throw new InvalidInputError(parsed.error.issues.flatMap(toFaults).map(locate));
}

/** Reports each unknown field at its own path. */
function toFaults(issue: z.core.$ZodIssue): FieldFault[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: 'is not a known field' }));
}
