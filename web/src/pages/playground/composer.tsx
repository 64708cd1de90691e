import { useRef, useState } from 'preact/hooks';
import { type Problem, payloadOf, problemOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { CancelChatDocument } from '../../gql/graphql.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';
import { AttachedImages } from './attached-images.tsx';
import {
  type AttachedImage,
  conversation,
  type ModelTurn,
  setTurns,
  type Turn,
  toChatInput,
} from './conversation.ts';
import { readImages } from './read-images.ts';
import { ToolResults } from './tool-results.tsx';

/** Sends messages and tool results, and stops a response. */
export function Composer() {
  const [text, setText] = useState('');
  const [images, setImages] = useState<readonly AttachedImage[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const files = useRef<HTMLInputElement>(null);
  const { turns, settings } = conversation.value;
  const last = turns.at(-1);
  const running = last?.kind === 'model' && last.response === null ? last : null;
  const stop = useAction(async ({ completionId }: ModelTurn) => {
    if (completionId === null) return;
    payloadOf((await mutate(CancelChatDocument, { input: { completionId } })).cancelChat);
  });

  const send = (turn: Turn) => {
    const requestId = crypto.randomUUID();
    const next = [...turns, turn];
    try {
      toChatInput({ settings, turns: next }, requestId);
    } catch (error) {
      const { message } = problemOf(error);
      setProblem({ code: 'INVALID_INPUT', message: `The tools are not valid JSON: ${message}` });
      return false;
    }
    setProblem(null);
    setTurns([...next, { kind: 'model', requestId, completionId: null, response: null }]);
    return true;
  };
  const canSend =
    running === null && (settings.modelId !== '' || settings.routeId !== '') && text.trim() !== '';
  const sendMessage = () => {
    if (!canSend || !send({ kind: 'user', content: text, images })) return;
    setText('');
    setImages([]);
  };
  const attach = async (list: Iterable<File>) => {
    try {
      const read = await readImages(list);
      setImages((before) => [...before, ...read]);
      setProblem(null);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const calls = last?.kind === 'model' && last.response?.ending ? last.response.toolCalls : [];
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        sendMessage();
      }}
    >
      {calls.length === 0 ? null : (
        <ToolResults calls={calls} onSend={(results) => send({ kind: 'tool', results })} />
      )}
      <ProblemBox problem={problem ?? stop.problem} />
      <AttachedImages
        images={images}
        onRemove={(image) => setImages((before) => before.filter((one) => one !== image))}
      />
      <textarea
        class="input"
        aria-label="Message"
        placeholder="Ask something. Enter sends, Shift+Enter starts a new line."
        rows={2}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = [...(event.clipboardData?.files ?? [])];
          if (pasted.length > 0) void attach(pasted);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && running !== null) stop.run(running);
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          sendMessage();
        }}
      />
      <div class="row">
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept="image/png,image/jpeg,image/gif,image/webp"
          onChange={(event) => {
            void attach([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <button type="button" class="button" onClick={() => files.current?.click()}>
          <Icon name="image" size={16} />
          Add images
        </button>
        <span class="grow" />
        {running === null ? (
          <button type="submit" class="button primary" disabled={!canSend}>
            <Icon name="send" size={16} />
            Send
          </button>
        ) : (
          <button
            type="button"
            class="button danger"
            disabled={running.completionId === null || stop.isRunning}
            onClick={() => stop.run(running)}
          >
            <Icon name="stop" size={16} />
            Stop
          </button>
        )}
      </div>
    </form>
  );
}
