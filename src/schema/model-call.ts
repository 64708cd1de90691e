import type { EmbedAnswer, TranscribeAnswer, TranscriptSegment } from '../adapters/model-call.ts';
import {
  CredentialError,
  InvalidInputError,
  ModelNotReadyError,
  NotFoundError,
  QuotaExceededError,
  UpstreamError,
} from '../errors.ts';
import type { Answered, RankedDocument } from '../services/calls/model-call-service.ts';
import { builder } from './builder.ts';
import { UsageType } from './chat-attempt.ts';
import { withChosenRowId } from './global-id.ts';
import { ModelObject } from './model.ts';

const errors = {
  types: [
    InvalidInputError,
    NotFoundError,
    ModelNotReadyError,
    CredentialError,
    QuotaExceededError,
    UpstreamError,
  ],
};

const PurposeEnum = builder.enumType('EmbeddingPurpose', {
  description: 'Purpose of a vector. Some models compute different vectors for different purposes.',
  values: {
    QUERY: { description: 'A search query.' },
    DOCUMENT: { description: 'A document to be searched.' },
  },
});

const EmbedInput = builder.inputType('EmbedInput', {
  description: 'Texts to compute vectors for.',
  fields: (t) => ({
    modelId: t.id({
      description:
        'ID of a model of the type EMBEDDING. Default: the default model of that type; the default can be a route.',
    }),
    routeId: t.id({
      description:
        'ID of a route of the type EMBEDDING. Only valid without `modelId`. Default: none.',
    }),
    texts: t.stringList({
      required: true,
      description: 'The texts, 1 to 2048; none can be empty.',
    }),
    dimensions: t.int({
      description:
        "Number of dimensions of the vectors, 1 to 100000, for models that support several. Default: the model's own.",
    }),
    truncate: t.boolean({
      description:
        "True truncates a text that is longer than the model's context, where the provider supports that; false rejects it. Default false.",
    }),
    purpose: t.field({
      type: PurposeEnum,
      description: 'Purpose of the vectors. Default DOCUMENT.',
    }),
  }),
});

const EmbedPayload = builder.objectRef<Answered<EmbedAnswer>>('EmbedPayload').implement({
  description: 'The vectors of the given texts.',
  fields: (t) => ({
    model: t.expose('model', {
      type: ModelObject,
      description: 'The model that responded; with a route, one of its models.',
    }),
    embeddings: t.field({
      type: t.listRef(t.listRef('Float')),
      description: 'One vector for each text, in the order of the texts.',
      resolve: ({ embeddings }) => embeddings.map((vector) => [...vector]),
    }),
    dimensions: t.int({
      description: 'Number of dimensions of each vector.',
      resolve: ({ embeddings }) => embeddings[0]?.length ?? 0,
    }),
    usage: t.expose('usage', {
      type: UsageType,
      nullable: true,
      description: 'Tokens used; null when the provider does not report them.',
    }),
  }),
});

const RerankInput = builder.inputType('RerankInput', {
  description: 'Documents to rank by their relevance to a query.',
  fields: (t) => ({
    modelId: t.id({
      description:
        'ID of a model of the type RERANK. Default: the default model of that type; the default can be a route.',
    }),
    routeId: t.id({
      description: 'ID of a route of the type RERANK. Only valid without `modelId`. Default: none.',
    }),
    query: t.string({ required: true, description: 'The query to rank the documents by.' }),
    documents: t.stringList({
      required: true,
      description: 'The documents, 1 to 1000; none can be empty.',
    }),
    topN: t.int({
      description: 'Number of most relevant documents to return, 1 to 1000. Default: all.',
    }),
  }),
});

const RankedDocumentType = builder.objectRef<RankedDocument>('RankedDocument').implement({
  description: 'A document with its relevance to the query.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Position of the document in the input, from 0.' }),
    score: t.exposeFloat('score', {
      description:
        'Relevance to the query; a higher score is more relevant. Scores can be compared within one response only.',
    }),
    document: t.exposeString('document', { description: 'Text of the document.' }),
  }),
});

const RerankPayload = builder
  .objectRef<Answered<{ results: RankedDocument[]; usage: EmbedAnswer['usage'] }>>('RerankPayload')
  .implement({
    description: 'The ranked documents.',
    fields: (t) => ({
      model: t.expose('model', {
        type: ModelObject,
        description: 'The model that responded; with a route, one of its models.',
      }),
      results: t.field({
        type: [RankedDocumentType],
        description: 'The documents, most relevant first.',
        resolve: ({ results }) => results,
      }),
      usage: t.expose('usage', {
        type: UsageType,
        nullable: true,
        description: 'Tokens used; null when the provider does not report them.',
      }),
    }),
  });

const AudioInput = builder.inputType('AudioInput', {
  description: 'An audio recording of at most 5.9 MB.',
  fields: (t) => ({
    mediaType: t.string({
      required: true,
      description:
        'Media type, such as `audio/wav`, `audio/mpeg`, `audio/mp4`, `audio/ogg` or `audio/webm`.',
    }),
    base64: t.string({
      required: true,
      description: 'The recording, base64-encoded with padding and without line breaks.',
    }),
  }),
});

const TranscribeInput = builder.inputType('TranscribeInput', {
  description: 'Speech to transcribe.',
  fields: (t) => ({
    modelId: t.id({
      description:
        'ID of a model of the type SPEECH. Default: the default model of that type; the default can be a route.',
    }),
    routeId: t.id({
      description: 'ID of a route of the type SPEECH. Only valid without `modelId`. Default: none.',
    }),
    audio: t.field({
      type: AudioInput,
      required: true,
      description: 'The recording to transcribe.',
    }),
    language: t.string({
      description:
        'Language of the speech as a language tag, such as `en`. Default: the model detects it.',
    }),
    prompt: t.string({
      description:
        'Context for the model: words and names that can occur, or the preceding text. At most 10000 characters.',
    }),
    temperature: t.float({ description: "Sampling temperature, 0 to 1. Default: the provider's." }),
    timestamps: t.boolean({
      description:
        'True also returns segments with their times, where the model supports that. Default false.',
    }),
  }),
});

const SegmentType = builder.objectRef<TranscriptSegment>('TranscriptSegment').implement({
  description: 'A segment of a transcript.',
  fields: (t) => ({
    start: t.exposeFloat('start', {
      description: 'Start of the segment, in seconds from the start of the recording.',
    }),
    end: t.exposeFloat('end', {
      description: 'End of the segment, in seconds from the start of the recording.',
    }),
    text: t.exposeString('text', { description: 'Text of the segment.' }),
  }),
});

const TranscribePayload = builder
  .objectRef<Answered<TranscribeAnswer>>('TranscribePayload')
  .implement({
    description: 'The transcript of a recording.',
    fields: (t) => ({
      model: t.expose('model', {
        type: ModelObject,
        description: 'The model that responded; with a route, one of its models.',
      }),
      text: t.exposeString('text', { description: 'The complete transcript.' }),
      language: t.exposeString('language', {
        nullable: true,
        description: 'Detected language; null when the model does not report it.',
      }),
      durationSeconds: t.exposeFloat('durationSeconds', {
        nullable: true,
        description: 'Length of the recording in seconds; null when the model does not report it.',
      }),
      segments: t.field({
        type: [SegmentType],
        description:
          'Segments with their times; empty unless `timestamps` was true and the model supports them.',
        resolve: ({ segments }) => [...segments],
      }),
    }),
  });

builder.mutationFields((t) => ({
  embed: t.field({
    type: EmbedPayload,
    description:
      'Computes vectors for texts. Disconnecting cancels the call. Requires the scope `models:use`.',
    args: {
      input: t.arg({ type: EmbedInput, required: true, description: 'The texts and the model.' }),
    },
    errors,
    resolve: (_root, { input }, { viewer, services, signal }) =>
      services.calls.embed(viewer, withChosenRowId(input), signal),
  }),
  rerank: t.field({
    type: RerankPayload,
    description:
      'Ranks documents by their relevance to a query. Disconnecting cancels the call. Requires the scope `models:use`.',
    args: {
      input: t.arg({
        type: RerankInput,
        required: true,
        description: 'The documents, the query and the model.',
      }),
    },
    errors,
    resolve: (_root, { input }, { viewer, services, signal }) =>
      services.calls.rerank(viewer, withChosenRowId(input), signal),
  }),
  transcribe: t.field({
    type: TranscribePayload,
    description:
      'Transcribes speech to text. Disconnecting cancels the call. Requires the scope `models:use`.',
    args: {
      input: t.arg({
        type: TranscribeInput,
        required: true,
        description: 'The recording and the model.',
      }),
    },
    errors,
    resolve: (_root, { input }, { viewer, services, signal }) =>
      services.calls.transcribe(viewer, withChosenRowId(input), signal),
  }),
}));
