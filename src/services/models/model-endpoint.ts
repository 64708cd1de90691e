import type { Provider } from '../../adapters/provider.ts';
import { findProvider, findProviderByAddress } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import type { AllowEntry } from '../../egress/allow-list.ts';
import { destinationFault } from '../../egress/destination.ts';
import type { OnRefusal } from '../../egress/guarded-fetch.ts';
import { DestinationNotAllowedError, type FieldFault } from '../../errors.ts';
import { refuse } from '../input/parse-input.ts';

/** The provider and the base URL in the input for a remote model. */
export interface EndpointInput {
  /** Null for the provider's default base URL. */
  readonly given: string | null | undefined;
  /** Null for the provider that the base URL belongs to, or else the generic one. */
  readonly provider: string | null | undefined;
  /** Null when no model is registered at the endpoint yet. */
  readonly type: Model['type'] | null;
  /** Path of the object that has the fields `provider` and `baseUrl`. */
  readonly path: readonly string[];
}

export const genericProvider = 'generic';

/**
 * Resolves the provider and the base URL of a remote model.
 *
 * @param options includes other errors of the input, which are reported in the same error.
 * @param options.allow private destinations that the operator permits.
 * @param options.onRefusal called with each address that is refused.
 * @throws InvalidInputError | DestinationNotAllowedError
 */
export function resolveEndpoint(
  { given, provider: id, type, path }: EndpointInput,
  options: {
    readonly faults: readonly FieldFault[];
    readonly allow: readonly AllowEntry[];
    readonly onRefusal: OnRefusal;
  },
): { provider: string; baseUrl: string } {
  const provider = id == null ? recognize(given, type) : findProvider(id);
  const own = type === null ? provider?.generalBaseUrl : provider?.defaultBaseUrl(type);
  const address = given ?? own ?? null;
  refuse([...options.faults, ...endpointFaults({ provider, type, address, path })]);
  const url = new URL(address ?? '');
  const fault = destinationFault(url, options.allow);
  if (fault !== null) {
    options.onRefusal(fault);
    throw new DestinationNotAllowedError(fault.message, { cause: fault });
  }
  return { provider: provider?.id ?? genericProvider, baseUrl: url.href.replace(/\/+$/, '') };
}

/** Ignores a provider that does not serve models of the type. */
function recognize(
  address: string | null | undefined,
  type: Model['type'] | null,
): Provider | undefined {
  const known = findProviderByAddress(address ?? '');
  const isMeant = type === null || known?.modelTypes.includes(type) === true;
  return (isMeant ? known : undefined) ?? findProvider(genericProvider);
}

function endpointFaults(endpoint: {
  readonly provider: Provider | undefined;
  readonly type: Model['type'] | null;
  readonly address: string | null;
  readonly path: readonly string[];
}): FieldFault[] {
  const { provider, type, address, path } = endpoint;
  const fault = (field: string, message: string) => [{ path: [...path, field], message }];
  if (provider === undefined) {
    return fault('provider', 'is not in the catalogue; see Query.providers');
  }
  if (type !== null && !provider.modelTypes.includes(type)) {
    const served = provider.modelTypes.join(', ');
    return fault('provider', `does not serve ${type} models; it serves ${served}`);
  }
  if (address !== null) return [];
  return fault('baseUrl', `is required: ${provider.name} has no default base URL`);
}
