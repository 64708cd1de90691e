import { isDeepStrictEqual } from 'node:util';
import type { Model } from '../../db/model.entity.ts';
import type { ModelFields } from './model-draft.ts';

/** Names of the fields that a change would modify. Each parameter has its own name. */
export function changedFields(model: Model, change: Partial<ModelFields>): string[] {
  const { parameters, ...plain } = change;
  return [
    ...differences('', model, plain),
    ...differences('parameters.', model.parameters, parameters ?? {}),
  ];
}

function differences(prefix: string, before: object, after: object): string[] {
  return Object.entries(after)
    .filter(([name, value]) => !isDeepStrictEqual(Reflect.get(before, name), value))
    .map(([name]) => `${prefix}${name}`);
}
