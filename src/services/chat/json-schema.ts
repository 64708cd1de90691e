import { isJsonObject } from '../input/json-input.ts';

/** Where a JSON schema breaks the rules of JSON Schema, and how. */
export interface SchemaFault {
  /** Of the keyword in the schema. */
  readonly path: readonly string[];
  readonly message: string;
}

const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

const isText = (value: unknown) => typeof value === 'string';
const isFlag = (value: unknown) => typeof value === 'boolean';
const isNumber = (value: unknown) => typeof value === 'number';
const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
const isTextList = (value: unknown) => Array.isArray(value) && value.every(isText);
const isType = (value: unknown) => types.includes(value as string);

type Rule = readonly [fits: (value: unknown) => boolean, message: string];

const text: Rule = [isText, 'must be a string'];
const flag: Rule = [isFlag, 'must be true or false'];
const count: Rule = [isCount, 'must be a whole number from 0'];
const number: Rule = [isNumber, 'must be a number'];
/** A flag in draft 4. */
const limit: Rule = [(value) => isNumber(value) || isFlag(value), 'must be a number'];
const list: Rule = [Array.isArray, 'must be a list'];
const schemaMap: Rule = [isJsonObject, 'must be an object of JSON schemas'];
const schemaList: Rule = [
  (value) => Array.isArray(value) && value.length > 0,
  'must be a list of JSON schemas',
];

/** What the keywords of all drafts since the fourth take; others are left to the provider. */
const rules: Readonly<Record<string, Rule>> = {
  type: [
    (value) => isType(value) || (Array.isArray(value) && value.length > 0 && value.every(isType)),
    `must be one of ${types.join(', ')}, or a list of these`,
  ],
  enum: list,
  examples: list,
  required: [isTextList, 'must be a list of property names'],
  dependentRequired: [
    (value) => isJsonObject(value) && Object.values(value).every(isTextList),
    'must be an object of lists of property names',
  ],
  multipleOf: [(value) => isNumber(value) && Number(value) > 0, 'must be a number above 0'],
  maximum: number,
  minimum: number,
  exclusiveMaximum: limit,
  exclusiveMinimum: limit,
  ...among(count, 'maxItems minItems maxLength minLength maxProperties minProperties'),
  ...among(count, 'maxContains minContains'),
  ...among(flag, 'uniqueItems deprecated readOnly writeOnly'),
  ...among(text, '$id $schema $ref $anchor $dynamicRef $dynamicAnchor $comment'),
  ...among(text, 'title description format pattern contentEncoding contentMediaType'),
  ...among(schemaMap, 'properties patternProperties $defs definitions dependentSchemas'),
  ...among(schemaList, 'allOf anyOf oneOf prefixItems'),
};

/** Keywords that take a schema, or in the case of `items` a list of them. */
const applied = new Set(
  `additionalItems additionalProperties contains contentSchema else if items not propertyNames then
   unevaluatedItems unevaluatedProperties`.split(/\s+/),
);

function among(rule: Rule, keywords: string): Record<string, Rule> {
  return Object.fromEntries(keywords.split(' ').map((keyword) => [keyword, rule]));
}

/** The first fault of what should be a JSON schema; null when there is none. */
export function findSchemaFault(schema: unknown): SchemaFault | null {
  const waiting: { readonly value: unknown; readonly path: readonly string[] }[] = [
    { value: schema, path: [] },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (isFlag(value)) continue;
    if (!isJsonObject(value)) return { path, message: 'must be a JSON schema: an object' };
    for (const [keyword, given] of Object.entries(value)) {
      const below = [...path, keyword];
      const [fits, message] = Object.hasOwn(rules, keyword) ? (rules[keyword] ?? text) : anything;
      if (!fits(given)) return { path: below, message };
      waiting.push(...schemasOf(keyword, given, below));
    }
  }
  return null;
}

const anything: Rule = [() => true, ''];

/** The schemas that a keyword holds. */
function schemasOf(keyword: string, value: unknown, path: readonly string[]) {
  const isList = Array.isArray(value);
  if (applied.has(keyword) && !isList) return [{ value, path }];
  const holds =
    (keyword === 'items' && isList) ||
    rules[keyword] === schemaMap ||
    rules[keyword] === schemaList;
  if (!holds || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, inner]) => ({ value: inner, path: [...path, name] }));
}
