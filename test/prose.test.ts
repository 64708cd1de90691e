import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isEnumType, isIntrospectionType, isSpecifiedScalarType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../src/schema/schema.ts';
import { phrasesToAvoid } from './support/phrases-to-avoid.ts';

/** A part of the schema that has a description. */
interface Described {
  readonly path: string;
  readonly name: string;
  readonly description: string;
  /** Name of the type of a field or an argument. */
  readonly type?: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const described = describedParts();

describe('a schema description', () => {
  test('has at least 15 characters', () => {
    expect(paths(({ description }) => description.length < 15)).toEqual([]);
  });

  test('is a statement, not a question that the name already asks', () => {
    const asks = /^(?:What|Which|Who|Whom|Whose|How|Why|When|Where)\b/;
    expect(paths(({ description }) => asks.test(description))).toEqual([]);
  });

  test('has at least two nouns, verbs or other words with a meaning', () => {
    expect(paths(({ description }) => meaningfulWords(description).length < 2)).toEqual([]);
  });

  test('is a sentence', () => {
    expect(paths(({ description }) => !/^[A-Z0-9`].*[.:)]$/s.test(description))).toEqual([]);
  });

  test('of a number that measures time or size names its unit', () => {
    const unitless = paths(
      ({ type, name, description }) =>
        ['Int', 'Float', 'BigInt'].includes(type ?? '') &&
        measures.test(name) &&
        !units.test(`${words(name).join(' ')} ${description}`),
    );
    expect(unitless).toEqual([]);
  });
});

/** Parts of names of numbers that mean nothing without a unit. */
const measures =
  /(timeout|duration|time|delay|wait|retryAfter|interval|age|ttl|latency|size|length|window|bytes|rate|start|end)(?=[A-Z]|$)|^p\d+$|(Ms|Seconds|Bytes|PerSecond)$/;

const units =
  /\b(ms|milliseconds?|seconds?|minutes?|hours?|days?|bytes?|KiB|MB|tokens?|dimensions?|characters?)\b/i;

const commentedFolders = ['src', 'test'];

describe('plain English', () => {
  const texts = [
    ['schema.graphql', described.map(({ path, description }) => [path, description] as const)],
    ...['README.md', ...files('docs', '.md')].map((file) => [file, lines(file)] as const),
    ['CONTRIBUTING.md', lines('CONTRIBUTING.md').filter(([, line]) => !line.startsWith('|'))],
    ['errors, log messages and command output', files('src', '.ts').flatMap(messages)],
    ['the console', files('web/src', '.tsx').flatMap(shownTexts)],
    ...commentedFolders.map(
      (folder) => [`comments of ${folder}`, files(folder, '.ts').flatMap(comments)] as const,
    ),
  ] as const;

  test.each(texts)('%s has no phrase to avoid', (_name, parts) => {
    const found = parts.flatMap(([place, text]) =>
      phrasesToAvoid.flatMap(([pattern, instead]) => {
        const [word] = pattern.exec(text) ?? [];
        return word === undefined ? [] : [`${place}: "${word}", better: ${instead}`];
      }),
    );
    expect(found).toEqual([]);
  });
});

function paths(isWrong: (part: Described) => boolean): string[] {
  return described.filter(isWrong).map(({ path, description }) => `${path}: ${description}`);
}

function meaningfulWords(description: string): string[] {
  const all = description.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return all.filter((word) => word.length > 1 && !functionWords.has(word));
}

/** @returns the words of a name in camel case or upper case, in lower case. */
function words(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_]+/);
}

const functionWords = new Set(
  'all also an and any are as at be been but by can for from has have how if in into is it its more most no not null of on one only or other so than that the them then these they this those to was were what when where whether which who whom whose why will with you your'.split(
    ' ',
  ),
);

function files(folder: string, ending: string): string[] {
  return readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`);
}

function lines(file: string): (readonly [place: string, line: string])[] {
  const text = readFileSync(`${root}/${file}`, 'utf8');
  return text.split('\n').map((line, index) => [`${file}:${index + 1}`, line] as const);
}

/** Lines of a source file that are comments, or that end with one. */
function comments(file: string): (readonly [place: string, line: string])[] {
  return lines(file).flatMap(([place, line]) => {
    const [, comment] = /^\s*(?:\/\*\*|\*|\/\/) (.*)$|[;,{(] \/\/ (.*)$/.exec(line) ?? [];
    return comment === undefined ? [] : [[place, comment] as const];
  });
}

/** Strings of a source file that have several words. Comments are not read. */
function messages(file: string): (readonly [place: string, text: string])[] {
  const text = readFileSync(`${root}/${file}`, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .replaceAll(/(^|\s)\/\/ .*$/gm, '$1');
  const strings = text.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g);
  return [...strings].flatMap(({ index, 1: single, 2: double, 3: template }) => {
    const string = single ?? double ?? template ?? '';
    const line = text.slice(0, index).split('\n').length;
    return /[a-z]+ [a-z]+/i.test(string) ? [[`${file}:${line}`, string] as const] : [];
  });
}

/** Strings of a component, and the text between its elements. */
function shownTexts(file: string): (readonly [place: string, text: string])[] {
  const source = readFileSync(`${root}/${file}`, 'utf8');
  const between = [...source.matchAll(/>([^<>{}=]+)</g)].map(([, text = '']) => text);
  return [...messages(file), ...between.map((text) => [file, text] as const)];
}

function describedParts(): Described[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return types.flatMap((type) => {
    const parts = [part(type.name, type)];
    if (isEnumType(type)) {
      parts.push(...type.getValues().map((value) => part(`${type.name}.${value.name}`, value)));
    }
    if ('getFields' in type) {
      for (const field of Object.values(type.getFields())) {
        const path = `${type.name}.${field.name}`;
        parts.push({ ...part(path, field), type: typeName(field) });
        for (const argument of 'args' in field ? field.args : []) {
          parts.push({
            ...part(`${path}(${argument.name})`, argument),
            type: typeName(argument),
          });
        }
      }
    }
    return parts;
  });
}

function part(
  path: string,
  {
    name,
    description,
  }: { readonly name: string; readonly description?: string | null | undefined },
): Described {
  return { path, name, description: description ?? '' };
}

/** @returns the name of the type without list and non-null marks. */
function typeName({ type }: { readonly type: unknown }): string {
  return String(type).replaceAll(/[[\]!]/g, '');
}
