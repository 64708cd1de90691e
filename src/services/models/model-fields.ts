import type { Model } from '../../db/model.entity.ts';
import type { ModelParameters } from '../../domain.ts';
import type { ModelState } from './model-status.ts';

/** The fields of a model: those that its owner sets, and those that Ollama reports. */
export type ModelFields = ModelState &
  Pick<
    Model,
    | 'displayName'
    | 'description'
    | 'type'
    | 'source'
    | 'provider'
    | 'baseUrl'
    | 'declaredCapabilities'
    | 'testedCapabilities'
    | 'extraParameters'
    | 'keys'
  > & { parameters: ModelParameters };
