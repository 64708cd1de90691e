import type { GraphiQLOptions } from 'graphql-yoga';
import { graphiqlExamples } from './graphiql-examples.ts';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Renders GraphiQL without a request to anyone else. Loaded when first asked for: it is large. */
export async function renderGraphiql(options: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
}

/**
 * What GraphiQL starts with.
 *
 * @param developmentToken put into the headers of every tab, unless null. It is offered only to a
 * page that was asked for by a loopback name: a foreign site that points its own name at this
 * machine could otherwise read it.
 */
export function graphiqlOptions(
  request: Request,
  developmentToken: string | null,
): GraphiQLOptions {
  const trusted = loopbackNames.has(new URL(request.url).hostname);
  const token = trusted && developmentToken !== null ? developmentToken : 'paste a token here';
  const headers = JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2);
  return {
    title: 'Modelyard',
    headers,
    defaultHeaders: headers,
    shouldPersistHeaders: false,
    defaultTabs: graphiqlExamples.map((example) => ({ headers, variables: null, ...example })),
    defaultEditorToolsVisibility: 'headers',
    // Server-sent events carry the headers of the tab; a socket would be opened without them.
    subscriptionsProtocol: 'SSE',
  };
}
