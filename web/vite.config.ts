import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Also when a test builds, whose NODE_ENV is another one: the cache logs its own checks then.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    // A file that is inlined as a data URL would need an exception in the page's policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    rolldownOptions: {
      input: ['index.html', 'graphiql.html'].map((page) => join(import.meta.dirname, page)),
    },
  },
  // For `npx vite web` beside a running server.
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true } } },
  plugins: [graphiqlFiles(), precompress()],
});

/**
 * Resolves `graphiql-file:js` to the URL of a file with the string `js` of the package, which has
 * GraphiQL, its style sheet and its workers as strings.
 */
function graphiqlFiles(): Plugin {
  const prefix = 'graphiql-file:';
  const folder = dirname(fileURLToPath(import.meta.resolve('@graphql-yoga/render-graphiql')));
  return {
    name: 'graphiql-files',
    apply: 'build',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      const part = id.slice(prefix.length + 1);
      const { [part]: source } = await import(join(folder, 'graphiql.js'));
      const name = part === 'css' ? 'graphiql.css' : `graphiql-${part.toLowerCase()}.js`;
      const reference = this.emitFile({ type: 'asset', name, source });
      return `export const url = import.meta.ROLLUP_FILE_URL_${reference}`;
    },
  };
}

/** For a file of megabytes, the best quality takes ten seconds and saves a tenth. */
const qualityOf = ({ length }: Uint8Array) => (length > 500_000 ? 5 : 11);

/** Writes a .br and a .gz file beside each file that is worth it, so that the server compresses nothing. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg)$/.test(file)) continue;
        const content = readFileSync(join(dir, file));
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: qualityOf(content) } };
        writeFileSync(join(dir, `${file}.br`), brotliCompressSync(content, quality));
        writeFileSync(join(dir, `${file}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
