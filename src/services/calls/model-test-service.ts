import type { ChatAdapterFactory } from '../../adapters/chat-adapter.ts';
import type { ModelCalls } from '../../adapters/create-model-calls.ts';
import type { OllamaInventory } from '../../adapters/ollama/index.ts';
import { ownedStream } from '../../adapters/owned-stream.ts';
import { findDialect } from '../../adapters/provider-catalogue.ts';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import type { ModelCapability } from '../../domain.ts';
import { CredentialError, DestinationNotAllowedError } from '../../errors.ts';
import type { Quotas } from '../../quotas/quotas.ts';
import { parseInput } from '../input/parse-input.ts';
import { explainRefusal, withExplainedRefusal } from '../models/explain-refusal.ts';
import { recordAuditEntries } from '../models/model-audit.ts';
import type { ModelCreation } from '../models/model-creation.ts';
import type { ModelCredential, OpenedCredential } from '../models/model-credential.ts';
import type { ModelFields } from '../models/model-fields.ts';
import { type CreateModelInput, createModelInput } from '../models/model-input.ts';
import { checkKeys, keysOf, withOwnApiKeys } from '../models/model-keys.ts';
import { authorizeCreation } from '../models/model-owner.ts';
import type { ModelQuotas } from '../models/model-quotas.ts';
import { getModel } from '../models/model-store.ts';
import { recordCapability } from '../models/tested-capabilities.ts';
import { callTimeoutOf, givenSecrets, targetOf, timeoutsOf, toCallTarget } from './call-target.ts';
import {
  attempt,
  failureOf,
  judge,
  type ModelTestStep,
  type ModelTestStepName,
  step,
} from './model-test-step.ts';
import {
  type Trial,
  tryAnswer,
  tryJsonSchema,
  tryThinking,
  tryTools,
  tryVision,
} from './model-trial.ts';

export interface ModelTestOptions {
  readonly vision: boolean;
  readonly tools: boolean;
  readonly thinking: boolean;
  readonly jsonSchema: boolean;
}

export interface ModelTestServiceOptions {
  readonly database: Database;
  readonly credential: ModelCredential;
  readonly creation: Pick<ModelCreation, 'draft'>;
  readonly calls: ModelCalls;
  readonly createAdapter: ChatAdapterFactory;
  readonly inventory: OllamaInventory;
  readonly quotas: Quotas;
  readonly modelQuotas: ModelQuotas;
  readonly now: () => Date;
}

/** Path of the model in the input. */
const modelPath = ['input', 'model'];

/** The test itself has no timeout: those of the model apply to each step. */
const noTimeout = 2_147_483_647;

/** Tests whether a model works, step by step. The first step that fails ends the test. */
export class ModelTestService {
  readonly #options: ModelTestServiceOptions;

  constructor(options: ModelTestServiceOptions) {
    this.#options = options;
  }

  /**
   * Tests a stored model, with its stored credential, at its stored base URL.
   *
   * @throws QuotaExceededError | NotFoundError | UnauthenticatedError | ForbiddenError
   */
  async test(
    viewer: Viewer | null,
    id: string,
    asked: ModelTestOptions,
    signal: AbortSignal,
  ): Promise<AsyncIterable<ModelTestStep>> {
    const known = authorize(viewer, 'model:update');
    const { tenantId } = known;
    const { database, credential, quotas, modelQuotas, now } = this.#options;
    using _held = quotas.hold('CALLS', known);
    const model = await database.asTenant(tenantId, async (em) => {
      const found = await getModel(em, id);
      const keyed = await withOwnApiKeys(em, found);
      const auditEntries = [{ model: found, action: 'TESTED' as const }];
      const time = now();
      await modelQuotas.check(em, tenantId, auditEntries, time);
      await recordAuditEntries(em, tenantId, auditEntries, { actor: viewer, now: time });
      return keyed;
    });
    return owned(signal, (own) =>
      this.#steps(known, {
        prepare: () => this.#trialOf(model, toCallTarget(model, keysOf(model, credential)[0])),
        asked,
        onFound: (capability) => recordCapability(this.#options, known, model, capability),
        signal: own,
      }),
    );
  }

  /**
   * Tests a model that is not registered, without any stored data. Input that `createModel` would
   * reject is rejected, except a base URL that is not allowed, which fails a step.
   *
   * @throws QuotaExceededError | InvalidInputError | UnauthenticatedError | ForbiddenError
   */
  async testConnection(
    viewer: Viewer | null,
    input: unknown,
    asked: ModelTestOptions,
    signal: AbortSignal,
  ): Promise<AsyncIterable<ModelTestStep>> {
    const { known, owner } = authorizeCreation(viewer, input);
    const parsed = parseInput(createModelInput, input, modelPath);
    const fields = await this.#fieldsOf(owner, parsed);
    const secrets = await this.#secretsOf(owner, fields, parsed);
    return owned(signal, (own) =>
      this.#steps(known, {
        prepare: () => {
          if (fields instanceof Error) throw fields;
          return this.#trialOf(fields, targetOf(fields, secrets()));
        },
        asked,
        // The results of a model that is not registered are not stored.
        onFound: async () => {},
        signal: own,
      }),
    );
  }

  /** Resolves the fields of the model. A base URL that is not allowed becomes a failed step. */
  async #fieldsOf(
    owner: string,
    input: CreateModelInput,
  ): Promise<Pick<ModelFields, TrialField | 'keys'> | DestinationNotAllowedError> {
    try {
      return await this.#options.creation.draft(owner, input, modelPath);
    } catch (error) {
      if (error instanceof DestinationNotAllowedError) return error;
      throw error;
    }
  }

  /** The secrets of the input: its API key, or else the first of the stored keys that it names. */
  async #secretsOf(
    owner: string,
    fields: Pick<ModelFields, TrialField | 'keys'> | DestinationNotAllowedError,
    { remote }: CreateModelInput,
  ): Promise<() => OpenedCredential> {
    const given = givenSecrets(remote ?? {});
    if (fields instanceof Error || fields.keys.length === 0) return () => given;
    const { database, credential } = this.#options;
    const model = { ...fields, tenantId: owner };
    const path = [...modelPath, 'remote'];
    const found = await database.asTenant(owner, (em) =>
      checkKeys(em, model, { path, isGiven: true }),
    );
    const first = fields.keys.find(({ enabled }) => enabled)?.keyId;
    const key = found.find(({ id }) => id === first);
    if (given.apiKey !== null || key === undefined) return () => given;
    return () => ({ ...given, apiKey: credential.openKey(model, key) });
  }

  #trialOf(
    model: Pick<Model, TrialField>,
    target: ReturnType<typeof targetOf>,
  ): Trial & { readonly source: Model['source'] } {
    const { type, source, provider, name, parameters } = model;
    const timeouts = timeoutsOf(model);
    const dialect = findDialect(provider, name, parameters);
    const chats = type === 'CHAT' || type === 'VISION';
    return {
      type,
      source,
      parameters,
      canStopThinking: dialect.canStopThinking,
      enforcesJsonSchema: !dialect.refusedOptions.includes('JSON_SCHEMA'),
      target: { ...target, timeoutMs: callTimeoutOf(model) },
      adapter: chats
        ? this.#options.createAdapter({ ...target, dialect, capabilities: [], timeouts })
        : null,
    };
  }

  async *#steps(
    viewer: Viewer,
    { prepare, asked, onFound, signal }: TrialRun,
  ): AsyncGenerator<ModelTestStep> {
    const { calls, inventory, quotas } = this.#options;
    using _held = quotas.hold('CALLS', viewer);
    const start = performance.now();
    let trial: ReturnType<typeof prepare>;
    try {
      trial = prepare();
    } catch (error) {
      const name = error instanceof CredentialError ? 'CREDENTIAL' : 'ADDRESS';
      yield step(name, start, { error: failureOf(explainRefusal(error, viewer)) });
      return;
    }
    const { target, source, type } = trial;
    if (source === 'REMOTE') {
      yield step('ADDRESS', start, { detail: 'Models may use this address.' });
      const probe = () => withExplainedRefusal(viewer, calls.probe(target, signal));
      const reached = await attempt('CONNECTION', probe, signal);
      const refused = [401, 403].includes(reached.error?.upstreamStatus ?? 0);
      if (!reached.ok && !refused) return yield reached;
      yield { ...reached, ok: true, detail: 'The server responds.', error: null };
      if (refused) return yield { ...reached, name: 'CREDENTIAL' };
    } else {
      const reached = await attempt('CONNECTION', () => inventory.version(), signal);
      yield { ...reached, detail: reached.ok ? 'Ollama responds.' : null };
      if (!reached.ok) return;
    }
    const answered = await attempt('ANSWER', () => tryAnswer(trial, calls, signal), signal);
    for (const one of judge(answered)) {
      yield one;
      if (!one.ok) return;
    }
    if (type !== 'CHAT' && type !== 'VISION') return;
    for (const { name, isAsked, run, isFact } of capabilityTests(asked)) {
      if (!isAsked) continue;
      const tested = await attempt(name, () => run(trial, signal), signal);
      if (tested.ok && (isFact?.(trial) ?? true)) await onFound(name);
      yield tested;
    }
  }
}

interface TrialRun {
  readonly prepare: () => Trial & { readonly source: Model['source'] };
  readonly asked: ModelTestOptions;
  /** Called for each capability that the test proves. */
  readonly onFound: (capability: ModelCapability) => Promise<void>;
  readonly signal: AbortSignal;
}

/** A step that has the name of the capability that it tests. */
interface CapabilityTest {
  readonly name: ModelCapability & ModelTestStepName;
  readonly isAsked: boolean;
  readonly run: (trial: Trial, signal: AbortSignal) => Promise<string>;
  /** Whether its success proves the capability. @default always */
  readonly isFact?: (trial: Trial) => boolean;
}

function capabilityTests(asked: ModelTestOptions): readonly CapabilityTest[] {
  return [
    { name: 'VISION', isAsked: asked.vision, run: tryVision },
    { name: 'TOOLS', isAsked: asked.tools, run: tryTools },
    { name: 'THINKING', isAsked: asked.thinking, run: tryThinking },
    {
      name: 'JSON_SCHEMA',
      isAsked: asked.jsonSchema,
      run: tryJsonSchema,
      isFact: ({ enforcesJsonSchema }) => enforcesJsonSchema,
    },
  ];
}

type TrialField =
  | 'name'
  | 'type'
  | 'source'
  | 'provider'
  | 'baseUrl'
  | 'parameters'
  | 'extraParameters';

/** Ends the current step when the reader leaves or the caller's signal is aborted. */
function owned(
  signal: AbortSignal,
  open: (signal: AbortSignal) => AsyncGenerator<ModelTestStep>,
): AsyncIterable<ModelTestStep> {
  const timeouts = { firstTokenMs: noTimeout, idleMs: noTimeout };
  return ownedStream({ signal, timeouts, open: (own) => oneByOne(open(own)) });
}

async function* oneByOne(steps: AsyncIterable<ModelTestStep>) {
  for await (const step of steps) yield [step];
}
