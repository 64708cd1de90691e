import { readFileSync } from 'node:fs';
import {
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../src/schema/schema.ts';

test('the committed schema is the one that is served', () => {
  const committed = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
  expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toBe(committed);
});

test('everything has a description for the person who calls it', () => {
  expect(undescribed(schema)).toEqual([]);
});

test('no output type has a field for a secret', () => {
  const outputs = Object.values(schema.getTypeMap()).filter(isObjectType);
  // An object, such as an `ApiKey`, contains no secret if none of its own fields is one.
  const fields = outputs.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => isLeafType(getNamedType(field.type)))
      .map((field) => `${type.name}.${field.name}`),
  );
  expect(fields.filter((field) => /key$|secret|password|sealed/i.test(field))).toEqual([]);
});

test('every mutation answers a union whose other members implement Error', () => {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  expect(fields.length).toBeGreaterThan(0);
  for (const field of fields) {
    const union = getNamedType(field.type);
    const expected = `${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}Result`;
    expect(union.name).toBe(expected);
    if (!('getTypes' in union)) throw new Error(`${union.name} is no union`);
    const [payloads, errors] = [true, false].map((wanted) =>
      union.getTypes().filter(({ name }) => name.endsWith('Payload') === wanted),
    );
    expect(payloads).toHaveLength(1);
    for (const error of errors ?? []) {
      expect(error.getInterfaces().map(({ name }) => name)).toContain('Error');
    }
  }
});

test('every subscription that can be refused returns a union with errors that implement Error', () => {
  const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
  expect(fields.length).toBeGreaterThan(0);
  for (const field of fields) {
    const result = getNamedType(field.type);
    // Nothing but the missing scope can refuse it.
    if (['keyRotation', 'healthChanges'].includes(field.name)) continue;
    expect(result.name).toBe(
      `${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}StreamResult`,
    );
    if (!('getTypes' in result)) throw new Error(`${result.name} is no union`);
    const errors = result.getTypes().filter(({ name }) => name.endsWith('Error'));
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expect(error.getInterfaces().map(({ name }) => name)).toContain('Error');
    }
  }
});

function undescribed(of: GraphQLSchema): string[] {
  const missing: string[] = [];
  const see = (name: string, description: string | null | undefined) => {
    if (description == null || description.trim() === '') missing.push(name);
  };
  for (const type of Object.values(of.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    see(type.name, type.description);
    if (isEnumType(type)) {
      for (const value of type.getValues()) see(`${type.name}.${value.name}`, value.description);
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        see(`${type.name}.${field.name}`, field.description);
        for (const argument of field.args) {
          see(`${type.name}.${field.name}(${argument.name})`, argument.description);
        }
      }
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        see(`${type.name}.${field.name}`, field.description);
      }
    }
  }
  return missing;
}
