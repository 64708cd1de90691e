import type { Protocol } from '../protocol.ts';

const ofCompletions = [
  'model messages prompt suffix images raw stream tools format think keep_alive',
].flatMap((line) => line.split(' '));

const ofEmbedding = ['model', 'input', 'truncate', 'dimensions'];

const options = [
  'temperature top_p top_k min_p repeat_penalty num_predict frequency_penalty presence_penalty',
  'seed stop num_ctx',
].flatMap((line) => line.split(' '));

/** Extra parameters may set options that the GraphQL schema does not have, such as `num_gpu`. */
export const ownFields: Protocol<unknown>['ownFields'] = ({ type }) =>
  type === 'EMBEDDING'
    ? { fields: new Set(ofEmbedding) }
    : { fields: new Set(ofCompletions), partly: { options: new Set(options) } };
