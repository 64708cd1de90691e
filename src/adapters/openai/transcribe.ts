import { audioFileEndings } from '../audio-types.ts';
import type {
  CallOptions,
  CallTarget,
  TranscribeAnswer,
  TranscribeRequest,
  TranscriptSegment,
} from '../model-call.ts';
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
    language: typeof answer['language'] === 'string' ? answer['language'] : null,
    durationSeconds: finite(answer['duration']),
    segments: toSegments(answer['segments']),
  };
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
