import { expect, test } from 'vitest';
import { findSchemaFault } from '../../src/services/chat/json-schema.ts';

test.each<[string, unknown]>([
  ['nothing', {}],
  ['a flag', true],
  [
    'a schema of 2020-12',
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: ['string', 'null'],
      $defs: { a: { const: null } },
      $ref: '#/$defs/a',
      prefixItems: [true],
      items: false,
      dependentRequired: { a: ['b'] },
      unevaluatedProperties: false,
      maxContains: 0,
    },
  ],
  [
    'a schema of draft 7',
    {
      definitions: { a: { if: {}, else: {} } },
      items: [{}, { type: 'null' }],
      additionalItems: {},
      dependencies: { a: ['b'] },
    },
  ],
  ['a schema of draft 4', { maximum: 1, exclusiveMaximum: true, id: 'x' }],
  ['keywords that are not known', { nullable: true, 'x-order': 1, strict: {} }],
  [
    'properties that are called like keywords',
    { properties: { type: { type: 'string' }, required: {}, properties: { enum: [1, null, {}] } } },
  ],
  [
    'values that look like schemas',
    { default: { type: 7 }, const: { type: 7 }, enum: [{ type: 7 }], examples: [{ type: 7 }] },
  ],
  [
    'a property called like a method',
    { properties: { constructor: {}, toString: { type: 'string' } } },
  ],
])('%s is accepted', (_name, schema) => {
  expect(findSchemaFault(schema)).toBeNull();
});

test.each<[string, unknown, string[]]>([
  ['a list', [], []],
  ['a text', 'object', []],
  ['nothing at all', null, []],
  ['a type that does not exist', { type: 'strnig' }, ['type']],
  ['no type among several', { type: [] }, ['type']],
  ['properties as a list', { properties: [] }, ['properties']],
  ['a property that is a text', { properties: { a: 'string' } }, ['properties', 'a']],
  ['required as a text', { required: 'a' }, ['required']],
  ['required with a number', { required: [1] }, ['required']],
  [
    'a fault deep inside',
    { anyOf: [{}, { items: { properties: { a: { minLength: -1 } } } }] },
    ['anyOf', '1', 'items', 'properties', 'a', 'minLength'],
  ],
  ['no alternatives', { oneOf: [] }, ['oneOf']],
  ['a negation of a text', { not: 'x' }, ['not']],
  ['a fault in a list of items', { items: [{}, { type: 1 }] }, ['items', '1', 'type']],
  ['a fault in a definition', { $defs: { a: { multipleOf: 0 } } }, ['$defs', 'a', 'multipleOf']],
  ['an enum that is no list', { enum: 'a' }, ['enum']],
  ['a fraction of an item', { maxItems: 1.5 }, ['maxItems']],
  ['a pattern that is no text', { pattern: 1 }, ['pattern']],
])('%s is rejected, and the error has a path', (_name, schema, path) => {
  expect(findSchemaFault(schema)).toEqual({ path, message: expect.stringContaining('must') });
});
