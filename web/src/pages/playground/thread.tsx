import { useLayoutEffect, useRef } from 'preact/hooks';
import { conversation, type Turn } from './conversation.ts';
import { ModelTurnView } from './model-turn.tsx';

/** Distance from the end, in pixels, at which the thread still follows the response. */
const nearEnd = 48;

/** The conversation. It follows the end of the response, unless the reader has scrolled up. */
export function Thread() {
  const { turns } = conversation.value;
  const box = useRef<HTMLElement>(null);
  const isFollowing = useRef(true);
  const count = turns.length;

  useLayoutEffect(() => {
    const element = box.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    const observer = new ResizeObserver(() => {
      if (isFollowing.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(content);
    return () => observer.disconnect();
  }, []);

  // What was just sent is always shown.
  // A new turn is the reason to scroll.
  useLayoutEffect(() => {
    isFollowing.current = true;
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [count]);

  return (
    <section
      class="thread"
      ref={box}
      aria-label="Conversation"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isFollowing.current = scrollHeight - scrollTop - clientHeight < nearEnd;
      }}
    >
      <div class="turns">
        {turns.length === 0 ? (
          <p class="soft thread-hint">Write a message below. The response streams in here.</p>
        ) : (
          turns.map((turn, index) => (
            <TurnView key={turn.kind === 'model' ? turn.requestId : index} turn={turn} />
          ))
        )}
      </div>
    </section>
  );
}

function TurnView({ turn }: { turn: Turn }) {
  if (turn.kind === 'model') return <ModelTurnView turn={turn} />;
  if (turn.kind === 'tool') {
    return (
      <div class="user-turn">
        {turn.results.map(({ id, content }) => (
          <div key={id}>
            <span class="badge">Tool result</span> <code>{content}</code>
          </div>
        ))}
      </div>
    );
  }
  return (
    <div class="user-turn">
      {turn.images.map(({ name, mediaType, base64 }) => (
        <img key={name} src={`data:${mediaType};base64,${base64}`} alt={name} />
      ))}
      <div class="user-text">{turn.content}</div>
    </div>
  );
}
