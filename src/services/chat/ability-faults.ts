import type { ChatImage, ChatRequest } from '../../adapters/chat-request.ts';
import type { Model } from '../../db/model.entity.ts';
import type { ModelCapability } from '../../domain.ts';
import type { FieldFault } from '../../errors.ts';

/** The fields of a model that determine what it can do. */
export type Abilities = Pick<Model, 'source' | 'capabilities' | 'declaredCapabilities'>;

/**
 * Whether a model is known not to have a capability: Ollama reports all capabilities of a local
 * model, and an owner declares all of a remote one. What the catalogue and tests know is incomplete.
 */
export function lacks(model: Abilities, capability: ModelCapability): boolean {
  const all = model.source === 'LOCAL' ? model.capabilities : (model.declaredCapabilities ?? []);
  return all.length > 0 && !all.includes(capability);
}

/**
 * Returns the errors of images and tools that a model does not accept. Ollama does not accept image
 * URLs, and returns unclear errors for images that a model does not support.
 */
export function abilityFaults(
  model: Abilities,
  { messages, tools, toolChoice }: Pick<ChatRequest, 'messages' | 'tools' | 'toolChoice'>,
): FieldFault[] {
  const images = messages.flatMap((message, index) =>
    imageFaults(model, message.images, ['input', 'messages', `${index}`, 'images']),
  );
  const mayCall = toolChoice === null || !('mode' in toolChoice) || toolChoice.mode !== 'NONE';
  if (tools.length === 0 || !mayCall || !lacks(model, 'TOOLS')) return images;
  return [...images, { path: ['input', 'tools'], message: lacking('TOOLS') }];
}

/** Returns the errors of images. @param path of the list in the input. */
export function imageFaults(
  model: Abilities,
  images: readonly ChatImage[],
  path: readonly string[],
): FieldFault[] {
  return images.flatMap((image, position) => {
    const at = [...path, `${position}`];
    if (lacks(model, 'VISION')) return [{ path: at, message: lacking('VISION') }];
    if (model.source === 'REMOTE' || !('url' in image)) return [];
    return [
      { path: [...at, 'url'], message: 'must be sent as data: a local model does not fetch URLs' },
    ];
  });
}

function lacking(capability: ModelCapability): string {
  return `must be left out: the model does not have the ${capability} capability`;
}
