import type { EmbedAnswer, TranscribeAnswer, TranscriptSegment } from '../adapters/model-call.ts';
import {
  CredentialError,
  InvalidInputError,
  ModelNotReadyError,
  NotFoundError,
  UpstreamError,
} from '../errors.ts';
import type { RankedDocument } from '../services/calls/model-call-service.ts';
import { builder } from './builder.ts';
import { UsageType } from './chat-completion.ts';
import { withModelRowId } from './global-id.ts';

const errors = {
  types: [InvalidInputError, NotFoundError, ModelNotReadyError, CredentialError, UpstreamError],
};

const PurposeEnum = builder.enumType('EmbeddingPurpose', {
  description: 'What a vector is for. Some models make different ones.',
  values: {
    QUERY: { description: 'To search with.' },
    DOCUMENT: { description: 'To be found.' },
  },
});

const EmbedInput = builder.inputType('EmbedInput', {
  description: 'Texts to make vectors of.',
  fields: (t) => ({
    modelId: t.id({ description: 'The model; its type is EMBEDDING. Default: the default one.' }),
    texts: t.stringList({ required: true, description: '1 to 2048 texts, none of them empty.' }),
    dimensions: t.int({
      description: "Length of the vectors, for models that offer several. Default: the model's.",
    }),
    truncate: t.boolean({
      description:
        'Cut a text that is too long, where the provider can, instead of refusing it. Default false.',
    }),
    purpose: t.field({ type: PurposeEnum, description: 'Default DOCUMENT.' }),
  }),
});

const EmbedPayload = builder.objectRef<EmbedAnswer>('EmbedPayload').implement({
  description: 'Vectors of texts.',
  fields: (t) => ({
    embeddings: t.field({
      type: t.listRef(t.listRef('Float')),
      description: 'One vector for each text, in their order.',
      resolve: ({ embeddings }) => embeddings.map((vector) => [...vector]),
    }),
    dimensions: t.int({
      description: 'How long the vectors are.',
      resolve: ({ embeddings }) => embeddings[0]?.length ?? 0,
    }),
    usage: t.expose('usage', {
      type: UsageType,
      nullable: true,
      description: 'Tokens read, as far as the upstream tells.',
    }),
  }),
});

const RerankInput = builder.inputType('RerankInput', {
  description: 'Documents to order.',
  fields: (t) => ({
    modelId: t.id({ description: 'The model; its type is RERANK. Default: the default one.' }),
    query: t.string({ required: true, description: 'What the documents are to fit.' }),
    documents: t.stringList({
      required: true,
      description: '1 to 1000 documents, none of them empty.',
    }),
    topN: t.int({ description: 'Only so many of the best. Default: all.' }),
  }),
});

const RankedDocumentType = builder.objectRef<RankedDocument>('RankedDocument').implement({
  description: 'A document and how well it fits.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Its place among the documents, from 0.' }),
    score: t.exposeFloat('score', {
      description: 'How well it fits: more is better. Comparable within one ranking only.',
    }),
    document: t.exposeString('document', { description: 'The document.' }),
  }),
});

const RerankPayload = builder
  .objectRef<{ results: RankedDocument[]; usage: EmbedAnswer['usage'] }>('RerankPayload')
  .implement({
    description: 'Documents in order.',
    fields: (t) => ({
      results: t.field({
        type: [RankedDocumentType],
        description: 'Best first.',
        resolve: ({ results }) => results,
      }),
      usage: t.expose('usage', {
        type: UsageType,
        nullable: true,
        description: 'Tokens read, as far as the upstream tells.',
      }),
    }),
  });

const AudioInput = builder.inputType('AudioInput', {
  description: 'A recording of at most 5.9 MB.',
  fields: (t) => ({
    mediaType: t.string({
      required: true,
      description: 'Such as `audio/wav`, `audio/mpeg`, `audio/mp4`, `audio/ogg` or `audio/webm`.',
    }),
    base64: t.string({ required: true, description: 'The recording in base64, with padding.' }),
  }),
});

const TranscribeInput = builder.inputType('TranscribeInput', {
  description: 'Speech to turn into text.',
  fields: (t) => ({
    modelId: t.id({ description: 'The model; its type is SPEECH. Default: the default one.' }),
    audio: t.field({ type: AudioInput, required: true, description: 'What is spoken.' }),
    language: t.string({
      description: 'Its language, such as `en`. Default: the model finds out.',
    }),
    prompt: t.string({ description: 'Words and names that may occur, or what came before.' }),
    temperature: t.float({ description: 'Sampling temperature, 0 to 1.' }),
    timestamps: t.boolean({
      description: 'Also tell when what is said, where the model can. Default false.',
    }),
  }),
});

const SegmentType = builder.objectRef<TranscriptSegment>('TranscriptSegment').implement({
  description: 'A piece of a transcript.',
  fields: (t) => ({
    start: t.exposeFloat('start', { description: 'When it begins, in seconds.' }),
    end: t.exposeFloat('end', { description: 'When it ends, in seconds.' }),
    text: t.exposeString('text', { description: 'What is said.' }),
  }),
});

const TranscribePayload = builder.objectRef<TranscribeAnswer>('TranscribePayload').implement({
  description: 'What is said in a recording.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The whole text.' }),
    language: t.exposeString('language', {
      nullable: true,
      description: 'Its language, where the model tells.',
    }),
    durationSeconds: t.exposeFloat('durationSeconds', {
      nullable: true,
      description: 'How long the recording is, where the model tells.',
    }),
    segments: t.field({
      type: [SegmentType],
      description: 'When what is said; empty unless asked for.',
      resolve: ({ segments }) => [...segments],
    }),
  }),
});

builder.mutationFields((t) => ({
  embed: t.field({
    type: EmbedPayload,
    description: 'Makes vectors of texts. Hanging up cancels it. Needs the scope `models:use`.',
    args: { input: t.arg({ type: EmbedInput, required: true, description: 'What to embed.' }) },
    errors,
    resolve: (_root, { input }, { viewer, services, signal }) =>
      services.calls.embed(viewer, withModelRowId(input), signal),
  }),
  rerank: t.field({
    type: RerankPayload,
    description:
      'Orders documents by how well they fit a query. Hanging up cancels it. Needs the scope `models:use`.',
    args: { input: t.arg({ type: RerankInput, required: true, description: 'What to order.' }) },
    errors,
    resolve: (_root, { input }, { viewer, services, signal }) =>
      services.calls.rerank(viewer, withModelRowId(input), signal),
  }),
  transcribe: t.field({
    type: TranscribePayload,
    description: 'Turns speech into text. Hanging up cancels it. Needs the scope `models:use`.',
    args: {
      input: t.arg({ type: TranscribeInput, required: true, description: 'What to transcribe.' }),
    },
    errors,
    resolve: (_root, { input }, { viewer, services, signal }) =>
      services.calls.transcribe(viewer, withModelRowId(input), signal),
  }),
}));
