import type { GraphqlClient } from '../../support/graphql-client.ts';
import { StartChat } from '../../support/operations.ts';

/** Starts a completion that needs no client. @returns its ID. */
export async function startChat(
  client: GraphqlClient,
  { modelId, content }: { modelId: string; content: string },
): Promise<string> {
  const input = { modelId, messages: [{ role: 'USER' as const, content }] };
  const { startChat: started } = await client.data(StartChat, { input });
  if (started.__typename !== 'StartChatPayload') throw new Error(JSON.stringify(started));
  return started.completion.id;
}

/** The message that subscribes to the events of a completion. */
export function subscribeToChat(id: string, completionId: string, after = 0): string {
  const query = `subscription ($completionId: ID!, $after: Int) {
    chatEvents(completionId: $completionId, after: $after) {
      __typename ... on ChatEvent { seq } ... on ContentDelta { text } ... on Error { message }
    }
  }`;
  const payload = { query, variables: { completionId, after } };
  return JSON.stringify({ id, type: 'subscribe', payload });
}
