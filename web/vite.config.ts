import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  },
  // For `npx vite web` beside a running server.
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true } } },
  plugins: [precompress()],
});

/** Writes a .br and a .gz file beside each file that is worth it, so that the server compresses nothing. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg)$/.test(file)) continue;
        const content = readFileSync(join(dir, file));
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
        writeFileSync(join(dir, `${file}.br`), brotliCompressSync(content, quality));
        writeFileSync(join(dir, `${file}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
