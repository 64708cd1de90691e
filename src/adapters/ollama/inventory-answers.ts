import { type ModelCapability, modelCapabilities } from '../../domain.ts';
import { asList, asRecord, asText, type WireRecord } from '../wire-value.ts';
import type {
  InstalledOllamaModel,
  OllamaModelDetails,
  RunningOllamaModel,
} from './ollama-model.ts';

/**
 * Reads a response of `/api/tags`, without entries that have no name; null when it is not a list.
 */
export function readInstalled(answer: WireRecord): InstalledOllamaModel[] | null {
  return readEntries(answer, (entry, name) => ({
    name,
    sizeBytes: toCount(entry['size']),
    digest: toText(entry['digest']),
    modifiedAt: toMoment(entry['modified_at']),
    ...readKind(entry),
  }));
}

/** Reads a response of `/api/ps`, without entries that have no name; null when it is not a list. */
export function readRunning(answer: WireRecord): RunningOllamaModel[] | null {
  return readEntries(answer, (entry, name) => ({
    name,
    sizeBytes: toCount(entry['size']) ?? 0,
    vramBytes: toCount(entry['size_vram']) ?? 0,
    contextLength: toInt(entry['context_length']),
    expiresAt: toExpiry(entry['expires_at']),
  }));
}

/** Reads a response of `/api/show` for the model with this name. */
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
  // Ollama is written in Go, which sends null for an empty list.
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

/** Ignores capabilities that Modelyard does not know. */
function toCapabilities(value: unknown): ModelCapability[] {
  const values = asList(value).map((item) => asText(item).toUpperCase());
  return modelCapabilities.filter((known) => values.includes(known));
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function toCount(value: unknown): number | null {
  // Must fit a bigint column.
  const isCount = typeof value === 'number' && value >= 0 && value < 2 ** 63;
  return isCount ? Math.trunc(value) : null;
}

const maxInt = 2_147_483_647;

function toInt(value: unknown): number | null {
  const count = toCount(value);
  return count === null || count > maxInt ? null : count;
}

function toMoment(value: unknown): Date | null {
  const moment = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

const centuryMs = 100 * 365 * 86_400_000;

/** Null for Go's zero time, which means unknown, and for a model without expiry (292 years). */
function toExpiry(value: unknown): Date | null {
  const moment = toMoment(value);
  if (moment === null || moment.getTime() <= 0) return null;
  return moment.getTime() - Date.now() > centuryMs ? null : moment;
}
