import { z } from 'zod';
import type { ChatRequest, ResponseFormat, ToolChoice } from '../../adapters/chat-request.ts';
import type { FieldFault } from '../../errors.ts';
import { jsonObject, measureJson } from '../input/json-input.ts';
import { longText } from '../input/text-input.ts';
import { toolName } from './chat-message-input.ts';
import { findSchemaFault } from './json-schema.ts';

/** Maximum number of characters of one schema and of all schemas in a request, as at providers. */
const maxSchemaCharacters = 128_000;
const maxSchemasCharacters = 512_000;

/** {@link schemaFaults} checks the content. */
const jsonSchema = jsonObject(maxSchemaCharacters, 'must be a JSON schema: an object');

const tool = z
  .strictObject({
    name: toolName,
    description: longText(10_000).nullish(),
    parameters: jsonSchema,
    strict: z.boolean().nullish(),
  })
  .transform(({ name, description, parameters, strict }) => ({
    name,
    description: description ?? null,
    parameters,
    strict: strict ?? null,
  }));

export const tools = z
  .array(tool)
  .max(128, 'must have at most 128 entries')
  .superRefine((list, context) => {
    const characters = list.reduce((sum, one) => sum + measureJson(one.parameters).characters, 0);
    if (characters > maxSchemasCharacters) {
      const message = `must have at most ${maxSchemasCharacters} characters of JSON schemas in all`;
      context.addIssue({ code: 'custom', message });
    }
    const seen = new Set<string>();
    list.forEach(({ name }, index) => {
      const path = [index, 'name'];
      if (seen.has(name))
        context.addIssue({ code: 'custom', path, message: 'must not be repeated' });
      seen.add(name);
    });
  });

export const toolChoice = z
  .strictObject({
    mode: z.enum(['AUTO', 'NONE', 'REQUIRED']).optional(),
    name: toolName.optional(),
  })
  .transform(({ mode, name }, context): ToolChoice => {
    if (mode !== undefined && name === undefined) return { mode };
    if (name !== undefined && mode === undefined) return { name };
    context.addIssue({ code: 'custom', message: 'must have exactly one of mode and name' });
    return z.NEVER;
  });

/** Null when no format is requested. */
export const responseFormat = z
  .strictObject({
    json: z.boolean().optional(),
    schema: z
      .strictObject({ name: toolName, schema: jsonSchema, strict: z.boolean().nullish() })
      .optional(),
  })
  .transform(({ json, schema }, context): ResponseFormat | null => {
    if (schema !== undefined && json === undefined) {
      return { ...schema, strict: schema.strict ?? null };
    }
    if (json !== undefined && schema === undefined) return json ? { json } : null;
    context.addIssue({ code: 'custom', message: 'must have exactly one of json and schema' });
    return z.NEVER;
  });

/** Returns the error of a tool choice that does not match the tools; null when there is none. */
export function choiceFault(
  choice: ToolChoice | null,
  list: ChatRequest['tools'],
): FieldFault | null {
  if (choice === null) return null;
  if ('name' in choice) {
    const known = list.some(({ name }) => name === choice.name);
    return known
      ? null
      : { path: ['toolChoice', 'name'], message: 'must be the name of one of the tools' };
  }
  if (choice.mode !== 'REQUIRED' || list.length > 0) return null;
  return { path: ['toolChoice', 'mode'], message: 'requires at least one tool in tools' };
}

/** Returns the errors of the JSON schemas in a request. */
export function schemaFaults({
  tools: list,
  responseFormat: format,
}: Pick<ChatRequest, 'tools' | 'responseFormat'>): FieldFault[] {
  const schemas = list.map(({ parameters }, index) => ({
    place: ['tools', `${index}`, 'parameters'],
    schema: parameters,
  }));
  if (format !== null && 'schema' in format) {
    schemas.push({ place: ['responseFormat', 'schema', 'schema'], schema: format.schema });
  }
  return schemas.flatMap(({ place, schema }) => {
    const fault = findSchemaFault(schema);
    return fault === null ? [] : [{ path: [...place, ...fault.path], message: fault.message }];
  });
}
