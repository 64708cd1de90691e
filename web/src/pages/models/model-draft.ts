import type { CreateModelInput, ModelParametersInput, ModelType } from '../../gql/graphql.ts';

/** What the form contains: texts, because an input that is empty has no number. */
export interface ModelDraft {
  readonly source: 'remote' | 'local';
  readonly type: ModelType;
  readonly provider: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly isDefault: boolean;
  readonly isBuiltin: boolean;
  readonly parameters: ParameterTexts;
}

export const numericParameters = [
  'temperature',
  'topP',
  'topK',
  'minP',
  'repetitionPenalty',
  'maxTokens',
  'contextWindow',
  'embeddingDimensions',
  'maxConcurrency',
  'maxRetries',
  'firstTokenTimeoutMs',
  'idleTimeoutMs',
] as const;

export type NumericParameter = (typeof numericParameters)[number];
export type ParameterTexts = Readonly<Partial<Record<NumericParameter | 'keepAlive', string>>>;

export const emptyDraft: ModelDraft = {
  source: 'remote',
  type: 'CHAT',
  provider: '',
  baseUrl: '',
  apiKey: '',
  name: '',
  displayName: '',
  description: '',
  isDefault: false,
  isBuiltin: false,
  parameters: {},
};

/** The input of `createModel` and `testConnection`. An empty text means the default. */
export function toInput(draft: ModelDraft, requestId?: string): CreateModelInput {
  const shared = {
    name: draft.name.trim(),
    type: draft.type,
    ...filled('displayName', draft.displayName),
    ...filled('description', draft.description),
    ...(draft.isDefault ? { isDefault: true } : {}),
    ...(draft.isBuiltin ? { isBuiltin: true } : {}),
    parameters: toParameters(draft.parameters),
    ...(requestId === undefined ? {} : { requestId }),
  };
  if (draft.source === 'local') return { local: shared };
  return {
    remote: {
      ...shared,
      ...filled('provider', draft.provider),
      ...filled('baseUrl', draft.baseUrl),
      ...filled('apiKey', draft.apiKey),
    },
  };
}

export function toParameters(texts: ParameterTexts): ModelParametersInput {
  const entries = Object.entries(texts)
    .filter(([, text]) => text.trim() !== '')
    .map(([name, text]) => [name, name === 'keepAlive' ? text.trim() : Number(text)]);
  return Object.fromEntries(entries);
}

/** Stored parameters as texts of the form. */
export function toTexts(parameters: object): ParameterTexts {
  const stored = parameters as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    [...numericParameters, 'keepAlive'].map((name) => [name, String(stored[name] ?? '')]),
  );
}

function filled<Name extends string>(name: Name, text: string): Partial<Record<Name, string>> {
  const value = text.trim();
  return (value === '' ? {} : { [name]: value }) as Partial<Record<Name, string>>; // one key
}
