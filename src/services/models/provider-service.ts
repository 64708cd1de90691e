import type { Provider } from '../../adapters/provider.ts';
import { findProvider, providers } from '../../adapters/provider-catalogue.ts';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { ModelType } from '../../domain.ts';

/** Reads the catalogue of providers. */
export class ProviderService {
  /** Providers in the order of the catalogue, all or those that serve a type. */
  list(viewer: Viewer | null, type: ModelType | null): readonly Provider[] {
    authorize(viewer, 'provider:read');
    return providers.filter((provider) => type === null || provider.modelTypes.includes(type));
  }

  /** The provider of a model that the viewer may read. */
  find(id: string): Provider | null {
    return findProvider(id) ?? null;
  }
}
