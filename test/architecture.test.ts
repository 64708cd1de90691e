import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** Storeys from the street to the cellar. A room may import from the storeys below it only. */
const storeys = [
  ['main', 'cli'],
  ['app'],
  ['transport'],
  ['schema'],
  ['services'],
  ['adapters', 'auth', 'db', 'events', 'jobs', 'secrets'],
  ['config'],
  ['environment'],
  ['egress'],
  ['log', 'shutdown'],
  ['domain', 'errors'],
] as const;

/** Packages that one room exists to hide from the others. */
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

function room(file: string): string {
  return file.split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

function storey(file: string): number {
  return storeys.findIndex((rooms) => (rooms as readonly string[]).includes(room(file)));
}

function target({ from, to }: Import): string {
  return relative(source, resolve(source, dirname(from), to));
}

test('every file stands in a known room', () => {
  expect(files.filter((file) => storey(file) < 0)).toEqual([]);
});

test('imports run downwards', () => {
  const upward = local.filter((link) => {
    const to = target(link);
    return room(link.from) !== room(to) && storey(link.from) >= storey(to);
  });
  expect(upward.map((link) => `${link.from} → ${target(link)}`)).toEqual([]);
});

test('the two vendors do not know each other, nor their factory', () => {
  const crossing = local.filter((link) => {
    const [, vendor = ''] = link.from.match(/^adapters\/(openai|ollama)\//) ?? [];
    const to = target(link);
    return (
      vendor !== '' && /^adapters\/(openai|ollama|create)/.test(to) && !to.includes(`/${vendor}/`)
    );
  });
  expect(crossing).toEqual([]);
});

test('a package is used by the room that it belongs to only', () => {
  const strangers = imports.filter(({ from, to }) => {
    const owner = Object.keys(confined).find((name) => to === name || to.startsWith(`${name}/`));
    return owner !== undefined && !confined[owner]?.some((place) => from.startsWith(place));
  });
  expect(strangers).toEqual([]);
});

test.each([
  ['process.env', /process\.env/, ['config.ts']],
  ['the global fetch', /globalThis\.fetch\(/, []],
  ['node:http(s) clients', /\b(?:http|https)\.(?:request|get)\(/, []],
  ['sockets of its own', /from 'node:(?:net|tls|dgram)'/, ['egress/', 'transport/']],
] as const)('nothing uses %s but its owner', (_name, pattern, owners) => {
  const users = files.filter(
    (file) =>
      pattern.test(readFileSync(join(source, file), 'utf8')) &&
      !owners.some((owner) => file.startsWith(owner)),
  );
  expect(users).toEqual([]);
});

test('there is no room for leftovers', () => {
  expect(
    files.filter((file) => /(^|\/)(utils?|helpers?|common|types|misc)(\/|\.ts)/.test(file)),
  ).toEqual([]);
});
