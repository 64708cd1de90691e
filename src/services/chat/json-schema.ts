import { isJsonObject } from '../input/json-input.ts';

/** A violation of the rules of JSON Schema. */
export interface SchemaFault {
  /** Path of the keyword in the schema. */
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

type Rule = readonly [isValid: (value: unknown) => boolean, message: string];

const text: Rule = [isText, 'must be a string'];
const flag: Rule = [isFlag, 'must be true or false'];
const count: Rule = [isCount, 'must be a whole number from 0'];
const number: Rule = [isNumber, 'must be a number'];
/** A number; a boolean in draft 4. */
const limit: Rule = [(value) => isNumber(value) || isFlag(value), 'must be a number'];
const list: Rule = [Array.isArray, 'must be a list'];
const schemaMap: Rule = [isJsonObject, 'must be an object of JSON schemas'];
const schemaList: Rule = [
  (value) => Array.isArray(value) && value.length > 0,
  'must be a list of JSON schemas',
];

/** Values of the keywords of all drafts since draft 4. The provider checks other keywords. */
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

/** Keywords whose value is a schema. The value of `items` can also be a list of schemas. */
const applied = new Set(
  `additionalItems additionalProperties contains contentSchema else if items not propertyNames then
   unevaluatedItems unevaluatedProperties`.split(/\s+/),
);

function among(rule: Rule, keywords: string): Record<string, Rule> {
  return Object.fromEntries(keywords.split(' ').map((keyword) => [keyword, rule]));
}

/** Returns the first violation in a JSON schema; null when there is none. */
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
      const [isValid, message] = Object.hasOwn(rules, keyword)
        ? (rules[keyword] ?? text)
        : anything;
      if (!isValid(given)) return { path: below, message };
      waiting.push(...schemasOf(keyword, given, below));
    }
  }
  return null;
}

const anything: Rule = [() => true, ''];

/** Returns the schemas in the value of a keyword. */
function schemasOf(keyword: string, value: unknown, path: readonly string[]) {
  const isList = Array.isArray(value);
  if (applied.has(keyword) && !isList) return [{ value, path }];
  const hasSchemas =
    (keyword === 'items' && isList) ||
    rules[keyword] === schemaMap ||
    rules[keyword] === schemaList;
  if (!hasSchemas || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, inner]) => ({ value: inner, path: [...path, name] }));
}
