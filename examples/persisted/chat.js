// Sends the ids of documents that the server knows. Start the server with
// PERSISTED_DOCUMENTS_FILE=examples/persisted/generated/persisted-documents.json
import { headers, url } from '../server.js';
import { ChatDocument, ModelsDocument } from './generated/graphql.ts';

/** @param {{ __meta__?: { hash?: string } }} document with the type of its result */
async function run({ __meta__ }, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ documentId: __meta__.hash, variables }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new AggregateError(errors, errors[0].message);
  return data;
}

const { models } = await run(ModelsDocument, {});
for (const { displayName, status } of models.nodes) console.log(displayName, status);

const messages = [{ role: 'USER', content: 'Why is the sky blue?' }];
const { chat } = await run(ChatDocument, { input: { messages } });
if ('code' in chat) throw new Error(chat.message);
console.log(chat.completion.message.content, chat.completion.finishReason);
