import type { Provider } from '../../adapters/provider.ts';
import { findProvider } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import type { AllowEntry } from '../../egress/allow-list.ts';
import { destinationFault } from '../../egress/destination.ts';
import type { OnRefusal } from '../../egress/guarded-fetch.ts';
import { DestinationNotAllowedError, type FieldFault, InvalidInputError } from '../../errors.ts';

/** Where a remote model is said to be. */
export interface Place {
  /** Null for the provider's own address. */
  readonly given: string | null | undefined;
  /** Null for the generic one. */
  readonly provider: string | null | undefined;
  readonly type: Model['type'];
  /** Of the fields `provider` and `baseUrl` in the input. */
  readonly path: readonly string[];
}

const genericProvider = 'generic';

/**
 * Who serves a remote model, and where.
 *
 * @param options.faults what else is wrong with the input, to be told at once.
 * @param options.allow private destinations that the operator permits.
 * @param options.onRefusal told of an address that is refused.
 * @throws InvalidInputError | DestinationNotAllowedError
 */
export function resolvePlace(
  { given, provider: id, type, path }: Place,
  options: {
    readonly faults: readonly FieldFault[];
    readonly allow: readonly AllowEntry[];
    readonly onRefusal: OnRefusal;
  },
): { provider: string; baseUrl: string } {
  const provider = findProvider(id ?? genericProvider);
  const address = given ?? provider?.defaultBaseUrl(type) ?? null;
  refuse([...options.faults, ...placeFaults({ provider, type, address, path })]);
  const url = new URL(address ?? '');
  const fault = destinationFault(url, options.allow);
  if (fault !== null) {
    options.onRefusal(fault);
    throw new DestinationNotAllowedError(fault.message, { cause: fault });
  }
  return { provider: provider?.id ?? genericProvider, baseUrl: url.href.replace(/\/+$/, '') };
}

function placeFaults(place: {
  readonly provider: Provider | undefined;
  readonly type: Model['type'];
  readonly address: string | null;
  readonly path: readonly string[];
}): FieldFault[] {
  const { provider, type, address, path } = place;
  const fault = (field: string, message: string) => [{ path: [...path, field], message }];
  if (provider === undefined) {
    return fault('provider', 'is not in the catalogue; see Query.providers');
  }
  if (!provider.modelTypes.includes(type)) {
    const served = provider.modelTypes.join(', ');
    return fault('provider', `does not serve ${type} models, but ${served}`);
  }
  if (address !== null) return [];
  return fault('baseUrl', `is needed: ${provider.name} has no address of its own`);
}

/** @throws InvalidInputError when there is a fault. */
export function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new InvalidInputError(faults);
}
