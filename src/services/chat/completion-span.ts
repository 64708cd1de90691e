import { currentOperation } from '../../current-operation.ts';
import type { Model } from '../../db/model.entity.ts';
import { endSpan, type Span, startSpan } from '../../tracing/spans.ts';
import type { ChatCompletionView } from './chat-event.ts';
import { type EndedCompletion, errorTypeOfEnd } from './measure-completion.ts';

/** Begins the span of a completion, which contains the attempts to call its provider. */
export function startCompletionSpan(
  model: Readonly<Model>,
  { id, kind }: ChatCompletionView,
): Span {
  const operation = kind === 'CHAT' ? 'chat' : 'text_completion';
  return startSpan(`${operation} ${model.name}`, {
    kind: 'internal',
    parent: currentOperation()?.trace ?? null,
    attributes: {
      'gen_ai.operation.name': operation,
      'gen_ai.provider.name': model.provider ?? 'ollama',
      'gen_ai.request.model': model.name,
      'modelyard.completion.id': id,
    },
  });
}

/** Ends the span of a completion, also when its start was not stored or its lease was lost. */
export function endCompletionSpan(span: Span, ended: EndedCompletion | null): void {
  if (ended !== null) span.setAttribute('modelyard.completion.ending', ended.end.status);
  endSpan(span, ended === null ? 'own_database' : errorTypeOfEnd(ended));
}
