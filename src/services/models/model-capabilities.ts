import { findProvider } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import {
  type CapabilitySource,
  type ModelCapability,
  type ModelType,
  modelCapabilities,
} from '../../domain.ts';

/** The capabilities without which a model cannot be used for a type. */
const requiredByType: Readonly<Record<ModelType, readonly ModelCapability[]>> = {
  CHAT: ['COMPLETION'],
  VISION: ['COMPLETION', 'VISION'],
  EMBEDDING: ['EMBEDDING'],
  RERANK: ['RERANK'],
  SPEECH: ['TRANSCRIPTION'],
};

/** A remote model, as far as its capabilities depend on it. */
export type RemoteFacts = Pick<
  Model,
  'type' | 'provider' | 'name' | 'declaredCapabilities' | 'testedCapabilities'
>;

/**
 * The capabilities of a remote model: those that its owner declares, and no others. Without a
 * declaration, those that its type requires, that the catalogue knows, and that tests have found.
 */
export function remoteCapabilities(model: RemoteFacts): ModelCapability[] {
  const { type, provider, name, declaredCapabilities, testedCapabilities } = model;
  if (declaredCapabilities !== null) return inOrder(declaredCapabilities);
  const known = findProvider(provider ?? '')?.capabilities(name, type) ?? [];
  return inOrder([...requiredByType[type], ...known, ...testedCapabilities]);
}

/** Where it is known from that a model has a capability. */
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
 * Why a model with these capabilities cannot have a type.
 *
 * @returns a sentence without its full stop; null when it can, and when no capability is known.
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
