import type { GraphiQLOptions } from 'graphql-yoga';
import { graphiqlExamples } from './graphiql-examples.ts';

/** Renders GraphiQL without a request to anyone else. Loaded when first asked for: it is large. */
export async function renderGraphiql(options: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
}

/** What GraphiQL is given for trying things out. */
export interface GraphiqlDefaults {
  /** Put into the headers of every tab. */
  readonly token?: string;
  /** Put into the variables of the examples. */
  readonly modelId?: string;
}

/** What GraphiQL starts with. */
export function graphiqlOptions({
  token = 'paste a token here',
  modelId,
}: GraphiqlDefaults): GraphiQLOptions {
  const headers = JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2);
  return {
    title: 'Modelyard',
    headers,
    defaultHeaders: headers,
    shouldPersistHeaders: false,
    defaultTabs: graphiqlExamples(modelId).map((example) => ({ ...example, headers })),
    defaultEditorToolsVisibility: 'variables',
    // Server-sent events carry the headers of the tab; a socket would be opened without them.
    subscriptionsProtocol: 'SSE',
  };
}
