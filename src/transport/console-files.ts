import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the console. Its name contains a hash of its content, or it never changes. */
export interface ConsoleFile {
  readonly type: string;
  /** Reads the content. Files of GraphiQL have megabytes, which are rarely needed. */
  readonly plain: () => Uint8Array;
  readonly br: (() => Uint8Array) | null;
  readonly gzip: (() => Uint8Array) | null;
}

/** The pages and their files as the build has written them. */
export interface ConsoleFiles {
  readonly page: string;
  readonly pageTag: string;
  readonly graphiqlPage: string;
  /** By path, such as `/assets/index-4fK2.js`. Other paths do not exist. */
  readonly assets: ReadonlyMap<string, ConsoleFile>;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const built = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** @returns null when the console has not been built. */
export function readConsoleFiles(folder: string = built): ConsoleFiles | null {
  const index = join(folder, 'index.html');
  const graphiql = join(folder, 'graphiql.html');
  if (!existsSync(index) || !existsSync(graphiql)) return null;
  const page = readFileSync(index, 'utf8');
  const reader = (file: string) =>
    existsSync(join(folder, file)) ? () => readFileSync(join(folder, file)) : null;
  const assets = new Map<string, ConsoleFile>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = types[extname(file)];
    if (type === undefined) continue;
    const plain = () => readFileSync(join(folder, file));
    const path = `/${file.replaceAll('\\', '/')}`;
    assets.set(path, { type, plain, br: reader(`${file}.br`), gzip: reader(`${file}.gz`) });
  }
  const pageTag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"`;
  const graphiqlPage = readFileSync(graphiql, 'utf8');
  return { page, pageTag, graphiqlPage, assets };
}
