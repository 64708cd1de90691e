import { isDeepStrictEqual } from 'node:util';
import type { OwnFields } from '../../adapters/protocol.ts';
import { protocols } from '../../adapters/protocols.ts';
import { findDialect, findProtocol } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import type { FieldFault } from '../../errors.ts';
import { isJsonObject, jsonObject } from '../input/json-input.ts';
import { storable } from '../input/text-input.ts';

/** Characters as JSON, and levels, of the extra parameters of a model. */
const longest = 16_000;
const deepest = 8;

/** Fields that are added to the body of each request to a model. */
export const extraParameters = jsonObject(longest, 'must be an object', deepest).transform(
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
    return JSON.parse(text) as Record<string, unknown>; // an object, as checked
  },
);

type Extended = Pick<Model, 'provider' | 'name' | 'type' | 'parameters' | 'extraParameters'>;

/** Servers written in Go take names in any case, and some letters beyond ASCII for letters of it. */
const plainName = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * Extra parameters that a request to the model has anyway, or that could be taken for one of them.
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

/** As {@link extraParameterFaults}, after a change; none when nothing that they depend on changes. */
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
