import { readFileSync, statSync } from 'node:fs';
import { type GraphQLError, isInterfaceType, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { variables } from '../src/environment/variables.ts';
import { errorCodes } from '../src/errors.ts';
import { schema } from '../src/schema/schema.ts';
import { fences, fencesOf, pages, textOf } from './support/manual.ts';

const root = new URL('../', import.meta.url);

test('every code block has a language whose blocks are tested', () => {
  // Blocks for nginx are not: no test has a proxy.
  const tested = ['console', 'graphql', 'js', 'json', 'nginx', 'sh', 'sql', 'text', 'yaml'];
  const other = fences.filter(({ language }) => !tested.includes(language));
  expect(other.map(({ place, language }) => `${place} ${language}`)).toEqual([]);
  expect(fences.length).toBeGreaterThan(10);
});

describe('GraphQL', () => {
  test.each(fencesOf('graphql'))('of $place is valid', ({ text }) => {
    expect(validate(schema, parse(text)).map(String)).toEqual([]);
  });

  /** Operations within a sentence. A name or a value that is left out is an ellipsis. */
  const inline = pages.flatMap((page) =>
    [
      ...textOf(page)
        .replaceAll(/^```.*?^```$/gms, '')
        .matchAll(/`([^`]+)`/g),
    ]
      .map(([, code = '']) => ({ page, code: code.replaceAll(/\s+/g, ' ') }))
      .filter(
        ({ code }) => /^(?:query|mutation|subscription)? ?\{ ?\w+/.test(code) && code.endsWith('}'),
      )
      .filter(({ code }) => !/(?:[:(] ?|\{ )…/.test(code)),
  );

  test.each(inline)('of $page is valid: $code', ({ code }) => {
    const errors: readonly GraphQLError[] = validate(schema, parse(code));
    expect(errors.map(String)).toEqual([]);
  });

  test('is found within sentences', () => {
    expect(inline.length).toBeGreaterThan(5);
  });
});

test('the page about errors has every type of error', () => {
  const text = textOf('docs/errors.md');
  const error = schema.getType('Error');
  const types = isInterfaceType(error) ? schema.getPossibleTypes(error) : [];
  expect(types.length).toBeGreaterThan(10);
  expect(types.filter(({ name }) => !text.includes(`\`${name}\``)).map(String)).toEqual([]);
});

test('the operations for common jobs exist', () => {
  const rows = [
    ...textOf('docs/clients.md').matchAll(
      /^\| ([^|]+) \| ((?:query|mutation|subscription) .*) \|$/gm,
    ),
  ];
  expect(rows).toHaveLength(10);
  for (const [, job, operations = ''] of rows) {
    const named = [...operations.matchAll(/(query|mutation|subscription) `(\w+)/g)];
    expect(named.length, job).toBeGreaterThan(0);
    for (const [, kind = '', name = ''] of named) {
      const roots = {
        query: schema.getQueryType(),
        mutation: schema.getMutationType(),
        subscription: schema.getSubscriptionType(),
      };
      const root = roots[kind as keyof typeof roots]; // the pattern has these
      expect(root?.getFields(), `${job}: ${kind}`).toHaveProperty(name);
    }
  }
});

test.each(fencesOf('yaml'))('the YAML of $place has no errors', ({ text }) => {
  expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([]);
});

describe('settings', () => {
  const lists = fencesOf('sh').filter(({ text }) => /^(?:[A-Z_]+=(?!\$\().*\n)+$/.test(text));

  test.each(lists)('of $place exist and have valid values', ({ text }) => {
    for (const [, name = '', value = ''] of text.matchAll(/^([A-Z_]+)="?(.*?)"?$/gm)) {
      expect(Object.keys(variables.shape)).toContain(name);
      // A secret or an address is left out.
      if (value.includes('…')) continue;
      expect(variables.safeParse({ [name]: value }).success, `${name}=${value}`).toBe(true);
    }
  });

  test.each(pages)('that %s names exist', (page) => {
    const names = [...textOf(page).matchAll(/`([A-Z]+_[A-Z_]+)(?:=[^`]*)?`/g)].map(
      ([, name = '']) => name,
    );
    const prefixes =
      /^(?:JWT|OLLAMA|DATABASE|DATA|EGRESS|ENCRYPTION|BUILTIN|SHUTDOWN|QUOTA|LOG|METRICS|PERSISTED|CHAT_R|AUDIT|CORS)_/;
    const known = new Set<string>([...Object.keys(variables.shape), ...errorCodes]);
    const unknown = names.filter((name) => prefixes.test(name) && !known.has(name));
    expect(unknown).toEqual([]);
  });
});

test('docs/errors.md has every error code', () => {
  const text = textOf('docs/errors.md');
  expect(errorCodes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
});

describe('commands', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

  test.each([...pages, 'CONTRIBUTING.md', 'CHANGELOG.md'])('of npm that %s names exist', (page) => {
    const names = [...textOf(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(
      ([, name = '']) => name,
    );
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });

  test.each(['README.md', 'docs/deploying.md', 'deploy/Dockerfile', 'deploy/modelyard.service'])(
    'of %s that start the server have the options of npm start',
    (path) => {
      const [, options] = /node (.+) src\/start\.js$/.exec(scripts.start) ?? [];
      const text = readFileSync(new URL(path, root), 'utf8');
      const commands = [...text.matchAll(/\bnode"?,? (.*)src\/start\.js/g)];
      expect(commands.map(([, found = '']) => found.replaceAll(/[",]/g, '').trim())).toEqual([
        options,
      ]);
    },
  );
});

test.each([...pages, 'CONTRIBUTING.md', 'CHANGELOG.md'])(
  'links of %s lead to a file and a heading',
  (page) => {
    const broken = [...textOf(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g)].filter(
      ([, path = '', heading]) => {
        try {
          const target = path === '' ? new URL(page, root) : new URL(path, new URL(page, root));
          if (statSync(target).isDirectory()) return false;
          const text = readFileSync(target, 'utf8');
          return heading !== undefined && !headings(text).includes(heading);
        } catch {
          return true;
        }
      },
    );
    expect(broken.map(([link]) => link)).toEqual([]);
  },
);

/** The anchors that GitHub makes of headings. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
