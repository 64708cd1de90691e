import type { GraphiQLOptions } from 'graphql-yoga';
import { graphiqlExamples } from './graphiql-examples.ts';

/**
 * Renders GraphiQL, which sends no request to other servers. The package is large, so it is loaded
 * at the first use.
 */
export async function renderGraphiql(options: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
}

/** Initial content of GraphiQL. */
export interface GraphiqlDefaults {
  /** Token for the headers of each tab. */
  readonly token?: string;
  /** Model ID for the variables of the examples. */
  readonly modelId?: string;
}

/** Returns the options of GraphiQL. */
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
    // GraphiQL sends the headers of the tab with server-sent events, but not with a WebSocket.
    subscriptionsProtocol: 'SSE',
  };
}
