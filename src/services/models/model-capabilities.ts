import { findProvider } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import {
  type CapabilitySource,
  type ModelCapability,
  type ModelType,
  modelCapabilities,
} from '../../domain.ts';

/** The capabilities that a model of a type must have. */
const requiredByType: Readonly<Record<ModelType, readonly ModelCapability[]>> = {
  CHAT: ['COMPLETION'],
  VISION: ['COMPLETION', 'VISION'],
  EMBEDDING: ['EMBEDDING'],
  RERANK: ['RERANK'],
  SPEECH: ['TRANSCRIPTION'],
};

/** The fields of a remote model that determine its capabilities. */
export type RemoteFacts = Pick<
  Model,
  'type' | 'provider' | 'name' | 'declaredCapabilities' | 'testedCapabilities'
>;

/**
 * Returns the capabilities of a remote model. A declaration of its owner wins; without one, they
 * are those that its type requires, those of the catalogue, and those that tests have found.
 */
export function remoteCapabilities(model: RemoteFacts): ModelCapability[] {
  const { type, provider, name, declaredCapabilities, testedCapabilities } = model;
  if (declaredCapabilities !== null) return inOrder(declaredCapabilities);
  const known = findProvider(provider ?? '')?.capabilities(name, type) ?? [];
  return inOrder([...requiredByType[type], ...known, ...testedCapabilities]);
}

/** Returns the source of the fact that a model has a capability. */
export function sourceOf(
  model: Pick<Model, 'source' | 'type' | 'declaredCapabilities' | 'testedCapabilities'>,
  capability: ModelCapability,
): CapabilitySource {
  if (model.source === 'LOCAL') return 'OLLAMA';
  if (model.declaredCapabilities !== null) return 'DECLARED';
  if (model.testedCapabilities.includes(capability)) return 'TEST';
  return requiredByType[model.type].includes(capability) ? 'TYPE' : 'CATALOGUE';
}

/**
 * Explains why a model with these capabilities cannot have a type.
 *
 * @returns a sentence without the final full stop; null when the model can have the type, or no
 * capability is known.
 */
export function typeMismatch(
  capabilities: readonly ModelCapability[],
  type: ModelType,
): string | null {
  const missing = requiredByType[type].filter((needed) => !capabilities.includes(needed));
  if (missing.length === 0 || capabilities.length === 0) return null;
  const [known, needed] = [capabilities, missing].map((list) => list.join(', '));
  return `The model has the capabilities ${known}, but a model of type ${type} needs ${needed}`;
}

function inOrder(capabilities: readonly ModelCapability[]): ModelCapability[] {
  return modelCapabilities.filter((known) => capabilities.includes(known));
}
