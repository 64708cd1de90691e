import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** Layers from the entry points downwards. A file may import from lower layers only. */
const layers = [
  ['main', 'cli', 'dev'],
  ['app'],
  ['transport'],
  ['schema'],
  ['services'],
  ['adapters', 'auth', 'db', 'events', 'secrets'],
  ['config'],
  ['environment'],
  ['egress'],
  ['quotas', 'tracing'],
  ['log', 'shutdown'],
  ['metrics'],
  ['causes', 'current-operation', 'domain', 'errors', 'result-within', 'startup-error'],
  ['quota'],
] as const;

/** The same within services/. Its loose files compose the services. */
const serviceLayers = [
  ['create-services'],
  ['create-administration', 'housekeeping', 'services'],
  ['chat'],
  ['builtins', 'calls', 'keys', 'pulls'],
  ['ollama'],
  ['routes'],
  ['models'],
  ['input', 'paging'],
] as const;

/** Packages that only one folder may import. */
const confined: Readonly<Record<string, readonly string[]>> = {
  undici: ['egress'],
  'ipaddr.js': ['egress'],
  openai: ['adapters/openai'],
  ollama: ['adapters/ollama'],
  jose: ['auth'],
  'graphql-yoga': ['transport'],
  'graphql-ws': ['transport'],
  ws: ['transport'],
  '@graphql-yoga': ['transport'],
  '@pothos': ['schema'],
  '@mikro-orm': ['db', 'services'],
  '@electric-sql': ['db'],
  pino: ['log'],
  'prom-client': ['metrics'],
  '@opentelemetry': ['tracing', 'current-operation'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(source, from), 'utf8');
  const specifiers = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...specifiers].map(([, to = '']) => ({ from, to }));
});

const local = imports.filter(({ to }) => to.startsWith('.'));

/** The folder or file directly below `parent` that holds a file. */
function partOf(file: string, parent: string): string {
  return file.slice(parent.length).split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

function target({ from, to }: Import): string {
  return relative(source, resolve(source, dirname(from), to));
}

describe.each([
  ['src', '', layers],
  ['src/services', 'services/', serviceLayers],
] as const)('the layers of %s', (_name, parent, order) => {
  const layerOf = (file: string) =>
    order.findIndex((parts: readonly string[]) => parts.includes(partOf(file, parent)));

  test('contain every file', () => {
    const inside = files.filter((file) => file.startsWith(parent));
    expect(inside.filter((file) => layerOf(file) < 0)).toEqual([]);
  });

  test('import from lower layers only', () => {
    const upward = local
      .map((link) => ({ from: link.from, to: target(link) }))
      .filter(({ from, to }) => from.startsWith(parent) && to.startsWith(parent))
      .filter(({ from, to }) => {
        return partOf(from, parent) !== partOf(to, parent) && layerOf(from) >= layerOf(to);
      });
    expect(upward.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });
});

/** The vendor folder that a file is in; null for other files. */
function vendorOf(file: string): string | null {
  return file.match(/^adapters\/([^/]+)\//)?.[1] ?? null;
}

const vendors = [...new Set(files.map(vendorOf))].filter((vendor) => vendor !== null);

test('a vendor folder is imported through its index only', () => {
  const crossing = local.filter((link) => {
    const to = target(link);
    const vendor = vendorOf(to);
    return (
      vendor !== null && vendor !== vendorOf(link.from) && to !== `adapters/${vendor}/index.ts`
    );
  });
  expect(crossing.map((link) => `${link.from} → ${target(link)}`)).toEqual([]);
});

test('a vendor folder imports neither another one nor the list of protocols', () => {
  const crossing = local.filter((link) => {
    const vendor = vendorOf(link.from);
    const to = target(link);
    const other = vendorOf(to);
    const isForeign =
      (other !== null && other !== vendor) || /^adapters\/(create-|protocols)/.test(to);
    return vendor !== null && isForeign;
  });
  expect(crossing.map((link) => `${link.from} → ${target(link)}`)).toEqual([]);
});

test.each(vendors)('%s has the files that every vendor protocol has', (vendor) => {
  const own = files.filter((file) => vendorOf(file) === vendor).map((file) => basename(file));
  expect(own).toEqual(
    expect.arrayContaining([
      'answer-reader.ts',
      'call.ts',
      'client.ts',
      'embed.ts',
      'errors.ts',
      'finish-reason.ts',
      'index.ts',
      'messages.ts',
      'protocol.ts',
      'request.ts',
      'thinking.ts',
      'usage.ts',
    ]),
  );
});

test('only its own folder imports a package', () => {
  const violations = imports.filter(({ from, to }) => {
    const owner = Object.keys(confined).find((name) => to === name || to.startsWith(`${name}/`));
    return owner !== undefined && !confined[owner]?.some((folder) => from.startsWith(folder));
  });
  expect(violations).toEqual([]);
});

test.each([
  ['process.env', /process\.env/, ['config.ts']],
  ['the global fetch', /globalThis\.fetch\(/, []],
  ['node:http(s) clients', /\b(?:http|https)\.(?:request|get)\(/, []],
  ['raw sockets', /from 'node:(?:net|tls|dgram)'/, ['egress/', 'transport/']],
  [
    'assignments of a model status',
    /\.status = (?!'IN_PROGRESS')|\bstatus: '(?:ACTIVE|DOWNLOADING|DOWNLOAD_FAILED)'/,
    ['services/models/model-status.ts'],
  ],
] as const)('only its owner uses %s', (_name, pattern, owners) => {
  const users = files.filter(
    (file) =>
      pattern.test(readFileSync(join(source, file), 'utf8')) &&
      !owners.some((owner) => file.startsWith(owner)),
  );
  expect(users).toEqual([]);
});

const web = fileURLToPath(new URL('../web/src', import.meta.url));

/** The same for the console. */
const webLayers = [
  // GraphiQL is a page of its own.
  ['graphiql'],
  ['main'],
  ['app'],
  ['layout'],
  ['pages'],
  ['chat'],
  ['models'],
  ['ui'],
  ['viewer'],
  ['api'],
  ['session'],
  ['navigation'],
  ['gql', 'favicon', 'styles'],
] as const;

describe('the console', () => {
  const sources = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const links = sources.flatMap((from) => {
    const text = readFileSync(join(web, from), 'utf8');
    const specifiers = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
    return [...specifiers].map(([, to = '']) => ({
      from,
      to: relative(web, resolve(web, dirname(from), to)),
    }));
  });
  const partOfConsole = (file: string) => partOf(file, '').replace(/\.\w+$/, '');
  const layerOf = (file: string) =>
    webLayers.findIndex((parts: readonly string[]) => parts.includes(partOfConsole(file)));

  test('uses the API only, and no code of the server', () => {
    expect(links.filter(({ to }) => to.startsWith('..'))).toEqual([]);
  });

  test('imports from lower layers only', () => {
    expect(sources.filter((file) => layerOf(file) < 0)).toEqual([]);
    const upward = links.filter(
      ({ from, to }) => partOfConsole(from) !== partOfConsole(to) && layerOf(from) >= layerOf(to),
    );
    expect(upward.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('has pages that do not know each other', () => {
    const pageOf = (file: string) => /^pages\/([^/]+)/.exec(file)?.[1];
    const crossing = links.filter(
      ({ from, to }) =>
        pageOf(from) !== undefined && pageOf(to) !== undefined && pageOf(from) !== pageOf(to),
    );
    expect(crossing).toEqual([]);
  });

  test('is not imported by the server', () => {
    expect(local.filter((link) => target(link).startsWith('../web'))).toEqual([]);
  });
});

test('no folder or file is a collection of leftovers', () => {
  expect(
    files.filter((file) => /(^|\/)(utils?|helpers?|common|types|misc)(\/|\.ts)/.test(file)),
  ).toEqual([]);
});

describe('the files of schema/', () => {
  const named = files.flatMap((file) => {
    const [, kind] = /^schema\/.+-(query|mutation|input)\.ts$/.exec(file) ?? [];
    return kind === undefined ? [] : [{ file, kind }];
  });

  test.each(named)('$file has no root fields that its name does not announce', ({ file, kind }) => {
    const text = readFileSync(join(source, file), 'utf8');
    const defined = text.matchAll(/builder\.(query|mutation|subscription)Fields?\(/g);
    const announced = kind === 'input' ? [] : [kind];
    expect(new Set([...defined].map(([, root]) => root))).toEqual(new Set(announced));
  });
});
