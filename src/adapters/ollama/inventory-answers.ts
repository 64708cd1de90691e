import { type ModelCapability, modelCapabilities } from '../../domain.ts';
import { asList, asRecord, asText, type WireRecord } from '../wire-value.ts';
import type {
  InstalledOllamaModel,
  OllamaModelDetails,
  RunningOllamaModel,
} from './ollama-model.ts';

/** What `/api/tags` says; null when it is no list. What has no name cannot be spoken of. */
export function readInstalled(answer: WireRecord): InstalledOllamaModel[] | null {
  return readEntries(answer, (entry, name) => ({
    name,
    sizeBytes: toCount(entry['size']),
    digest: toText(entry['digest']),
    modifiedAt: toMoment(entry['modified_at']),
    ...readKind(entry),
  }));
}

/** What `/api/ps` says, likewise. */
export function readRunning(answer: WireRecord): RunningOllamaModel[] | null {
  return readEntries(answer, (entry, name) => ({
    name,
    sizeBytes: toCount(entry['size']) ?? 0,
    vramBytes: toCount(entry['size_vram']) ?? 0,
    contextLength: toInt(entry['context_length']),
    expiresAt: toExpiry(entry['expires_at']),
  }));
}

/** What `/api/show` says of the model with this name. */
export function readDetails(answer: WireRecord, name: string): OllamaModelDetails {
  const info = asRecord(answer['model_info']);
  const architecture = toText(info['general.architecture']) ?? '';
  return {
    name,
    capabilities: toCapabilities(answer['capabilities']),
    contextLength: toInt(info[`${architecture}.context_length`]),
    embeddingLength: toInt(info[`${architecture}.embedding_length`]),
    ...readKind(answer),
    license: toText(answer['license']),
    template: toText(answer['template']),
  };
}

function readEntries<Entry>(
  answer: WireRecord,
  read: (entry: WireRecord, name: string) => Entry,
): Entry[] | null {
  const { models } = answer;
  // Go writes null for a list that was never made.
  if (models === null) return [];
  if (!Array.isArray(models)) return null;
  return models.flatMap((model) => {
    const entry = asRecord(model);
    const name = toText(entry['name']) ?? toText(entry['model']);
    return name === null ? [] : [read(entry, name)];
  });
}

function readKind(entry: WireRecord) {
  const details = asRecord(entry['details']);
  return {
    family: toText(details['family']),
    parameterSize: toText(details['parameter_size']),
    quantization: toText(details['quantization_level']),
  };
}

/** Ollama has words for more than we have a use for. */
function toCapabilities(value: unknown): ModelCapability[] {
  const words = asList(value).map((word) => asText(word).toUpperCase());
  return modelCapabilities.filter((known) => words.includes(known));
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function toCount(value: unknown): number | null {
  // Below the end of a bigint column.
  const isCount = typeof value === 'number' && value >= 0 && value < 2 ** 63;
  return isCount ? Math.trunc(value) : null;
}

const largestInt = 2_147_483_647;

function toInt(value: unknown): number | null {
  const count = toCount(value);
  return count === null || count > largestInt ? null : count;
}

function toMoment(value: unknown): Date | null {
  const moment = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

const centuryMs = 100 * 365 * 86_400_000;

/** A model that is to stay for ever expires in 292 years; Go's zero time says nothing at all. */
function toExpiry(value: unknown): Date | null {
  const moment = toMoment(value);
  if (moment === null || moment.getTime() <= 0) return null;
  return moment.getTime() - Date.now() > centuryMs ? null : moment;
}
