import { isDeepStrictEqual } from 'node:util';
import type { OwnFields } from '../../adapters/protocol.ts';
import { protocols } from '../../adapters/protocols.ts';
import { findDialect, findProtocol } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import type { FieldFault } from '../../errors.ts';
import { isJsonObject, jsonObject } from '../input/json-input.ts';
import { storable } from '../input/text-input.ts';

/** Maximum number of characters as JSON. */
const maxCharacters = 16_000;
/** Maximum nesting depth. */
const maxLevels = 8;

/** Fields that are added to the body of each request to a model. */
export const extraParameters = jsonObject(maxCharacters, 'must be an object', maxLevels).transform(
  (value, context): Readonly<Record<string, unknown>> => {
    let isStorable = true;
    const text = JSON.stringify(value, (name, item: unknown) => {
      const isText = typeof item !== 'string' || storable(item);
      const isNumber = typeof item !== 'number' || Number.isFinite(item);
      isStorable &&= storable(name) && isText && isNumber;
      return item;
    });
    if (!isStorable) {
      const message = 'must not contain NUL, lone surrogates or infinite numbers';
      context.addIssue({ code: 'custom', message });
    }
    return JSON.parse(text) as Record<string, unknown>; // `jsonObject` has checked that.
  },
);

type Extended = Pick<Model, 'provider' | 'name' | 'type' | 'parameters' | 'extraParameters'>;

/** Servers written in Go ignore the case of names, and read some other letters as ASCII letters. */
const plainName = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * Returns errors of extra parameters whose name Modelyard sets itself, or whose name a server can
 * confuse with such a name.
 *
 * @param path of the extra parameters in the input.
 */
export function extraParameterFaults(model: Extended, path: readonly string[]): FieldFault[] {
  const { extraParameters: extra, type } = model;
  if (extra === null) return [];
  if (type === 'SPEECH') {
    return [{ path, message: 'is for models of type CHAT, VISION, EMBEDDING and RERANK only' }];
  }
  const dialect = findDialect(model.provider, model.name, model.parameters);
  const own = protocols[findProtocol(model.provider)].ownFields({
    dialect,
    type,
    providerId: model.provider,
  });
  return faultsOf(extra, own, path);
}

/** As {@link extraParameterFaults} after a change; empty when no field that they depend on changes. */
export function changedExtraFaults(
  model: Extended,
  change: Partial<Extended>,
  path: readonly string[],
): FieldFault[] {
  const after = { ...model, ...change };
  const names = ['provider', 'name', 'type', 'parameters', 'extraParameters'] as const;
  const stays = names.every((name) => isDeepStrictEqual(model[name], after[name]));
  return stays ? [] : extraParameterFaults(after, path);
}

function faultsOf(
  extra: Readonly<Record<string, unknown>>,
  own: OwnFields,
  path: readonly string[],
): FieldFault[] {
  return Object.entries(extra).flatMap(([name, value]): FieldFault[] => {
    const at = [...path, name];
    const inner = own.partly?.[name];
    if (inner !== undefined && isJsonObject(value)) return faultsOf(value, { fields: inner }, at);
    if (inner !== undefined) return [{ path: at, message: 'must be an object' }];
    if (!plainName.test(name)) {
      const message =
        'must have a name of at most 64 ASCII letters, digits, underscores, dashes or dots';
      return [{ path: at, message }];
    }
    const known = name.toLowerCase();
    const isOwn = own.fields.has(known) || Object.hasOwn(own.partly ?? {}, known);
    const message = 'must be left out: requests to this model have a field of this name already';
    return isOwn ? [{ path: at, message }] : [];
  });
}
