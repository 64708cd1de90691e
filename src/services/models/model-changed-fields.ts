import { isDeepStrictEqual } from 'node:util';
import type { Model } from '../../db/model.entity.ts';
import type { ModelFields } from './model-fields.ts';

/** Names of the fields that a change would modify. Each parameter has its own name. */
export function changedFields(model: Model, change: Partial<ModelFields>): string[] {
  const { parameters, ...plain } = change;
  const names = differences('', model, plain).map((name) => publicNames[name] ?? name);
  return [...new Set(names), ...differences('parameters.', model.parameters, parameters ?? {})];
}

/** Fields that have another name in the API. */
const publicNames: Readonly<Record<string, string>> = {
  declaredCapabilities: 'capabilities',
  testedCapabilities: 'capabilities',
};

function differences(prefix: string, before: object, after: object): string[] {
  return Object.entries(after)
    .filter(([name, value]) => !isDeepStrictEqual(Reflect.get(before, name), value))
    .map(([name]) => `${prefix}${name}`);
}
