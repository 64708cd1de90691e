import type { GraphiQLOptions } from 'graphql-yoga';
import { type ExampleModels, graphiqlExamples } from './graphiql-examples.ts';

/** Initial content of GraphiQL. */
export interface GraphiqlDefaults {
  /** Token for the headers of each tab. */
  readonly token?: string;
  /** Models that the examples register. @default models that need an API key and Ollama */
  readonly models?: ExampleModels;
}

/** Returns the options of GraphiQL. */
export function graphiqlOptions({
  token = 'paste a token here',
  models,
}: GraphiqlDefaults): GraphiQLOptions {
  const headers = JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2);
  return {
    title: 'Modelyard',
    headers,
    defaultHeaders: headers,
    shouldPersistHeaders: false,
    defaultTabs: graphiqlExamples(models).map((example) => ({ ...example, headers })),
    defaultEditorToolsVisibility: 'variables',
  };
}

/** Element of the page in which its script finds the options. */
const emptyOptions = '<script id="options" type="application/json">{}</script>';

/** Writes the options into the page that the build has made. */
export function renderGraphiql(page: string, options: GraphiQLOptions | undefined): string {
  const json = JSON.stringify(options ?? {}).replaceAll('<', '\\u003c');
  return page.replace(emptyOptions, () => emptyOptions.replace('{}', () => json));
}
