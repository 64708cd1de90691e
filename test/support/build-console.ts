import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../web', import.meta.url));

/** Builds the console when a source file is newer than the build, so that tests see the sources. */
export async function buildConsole(): Promise<void> {
  const page = join(root, 'dist/index.html');
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => join(root, 'src', file))
    .concat(join(root, 'index.html'), join(root, 'graphiql.html'), join(root, 'vite.config.ts'));
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (existsSync(page) && statSync(page).mtimeMs >= newest) return;
  const { build } = await import('vite');
  await build({ root, logLevel: 'error' });
}
