import { url as stylesUrl } from 'graphiql-file:css';
import { url as editorWorkerUrl } from 'graphiql-file:editorWorkerService';
import { url as graphqlWorkerUrl } from 'graphiql-file:graphqlWorker';
import { url as appUrl } from 'graphiql-file:js';
import { url as jsonWorkerUrl } from 'graphiql-file:jsonWorker';
import './graphiql.css';
import { fetcher } from './fetcher.ts';

/** What the script of the package defines. */
interface Package {
  YogaGraphiQL: { renderYogaGraphiQL(root: Element, options: object): void };
}

const workers: Readonly<Record<string, string>> = {
  editorWorkerService: editorWorkerUrl,
  graphql: graphqlWorkerUrl,
  json: jsonWorkerUrl,
};
Object.assign(globalThis, {
  MonacoEnvironment: {
    globalAPI: false,
    getWorkerUrl: (_module: string, label: string) => workers[label],
  },
});

const styles = Object.assign(document.createElement('link'), {
  rel: 'stylesheet',
  href: stylesUrl,
});
const app = Object.assign(document.createElement('script'), { src: appUrl });
app.addEventListener('load', () => {
  const root = document.getElementById('root');
  const options = JSON.parse(document.getElementById('options')?.textContent ?? '{}');
  const { YogaGraphiQL } = globalThis as unknown as Package;
  if (root !== null) YogaGraphiQL.renderYogaGraphiQL(root, { ...options, fetcher });
});
document.head.append(styles, app);
