import { audioFileEndings } from '../audio-types.ts';
import type {
  CallOptions,
  CallTarget,
  TranscribeAnswer,
  TranscribeRequest,
  TranscriptSegment,
} from '../model-call.ts';
import { type SentSecrets, secretTest } from '../provider-detail.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { asList, asRecord } from '../wire-value.ts';
import { call } from './call.ts';

/** Transcribes a recording. */
export async function transcribe(
  target: CallTarget,
  options: CallOptions,
  request: TranscribeRequest,
  signal: AbortSignal,
): Promise<TranscribeAnswer> {
  const { bytes, mediaType, language, prompt, temperature, timestamps } = request;
  const name = `audio.${audioFileEndings[mediaType] ?? 'wav'}`;
  const file = new File([Uint8Array.from(bytes)], name, { type: mediaType });
  const answer = await call(target, options, signal, {
    send: (client, callOptions) =>
      client.audio.transcriptions.create(
        {
          file,
          model: target.name,
          response_format: timestamps ? 'verbose_json' : 'json',
          ...(language === null ? {} : { language }),
          ...(prompt === null ? {} : { prompt }),
          ...(temperature === null ? {} : { temperature }),
        },
        callOptions,
      ),
  });
  const { text } = answer;
  if (typeof text !== 'string') throw upstreamFailure('PROTOCOL');
  return {
    text,
    language: toLanguage(answer['language'], target),
    durationSeconds: finite(answer['duration']),
    segments: toSegments(answer['segments']),
  };
}

/** Null for a value that repeats a secret of the request. */
function toLanguage(value: unknown, sent: SentSecrets): string | null {
  return typeof value === 'string' && !secretTest(sent)(value) ? value : null;
}

function toSegments(value: unknown): TranscriptSegment[] {
  return asList(value).flatMap((item) => {
    const segment = asRecord(item);
    const start = finite(segment['start']);
    const end = finite(segment['end']);
    const { text } = segment;
    return start === null || end === null || typeof text !== 'string' ? [] : [{ start, end, text }];
  });
}

function finite(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
