import type { ModelType } from '../gql/graphql.ts';

export const typeNames: Readonly<Record<ModelType, string>> = {
  CHAT: 'Chat',
  VISION: 'Vision',
  EMBEDDING: 'Embedding',
  RERANK: 'Rerank',
  SPEECH: 'Speech',
};

export const modelTypes = Object.keys(typeNames) as readonly ModelType[];

export function nameOf(model: { name: string; displayName?: string | null }): string {
  return model.displayName ?? model.name;
}
