import { randomUUID } from 'node:crypto';
import type { ChatPart } from './chat-adapter.ts';
import { type SecretTest, type SentSecrets, secretTest } from './provider-detail.ts';

const redacted = '[redacted]';

/**
 * Removes the secrets of a call from values of a response that are not generated: from the finish
 * reason and from the IDs of tool calls. The generated text stays exact.
 */
export class SecretFreeParts {
  readonly #sent: SentSecrets;
  /** Created when the first value is tested, because few responses have one. */
  #test: SecretTest | null = null;
  /** The ID that is shown for each ID of the response. */
  readonly #ids = new Map<string, string>();

  constructor(sent: SentSecrets) {
    this.#sent = sent;
  }

  take(part: ChatPart): ChatPart {
    switch (part.type) {
      case 'tool-call-delta': {
        const id = this.#idOf(part.id);
        return id === part.id ? part : { ...part, id };
      }
      case 'tool-call': {
        const id = this.#idOf(part.toolCall.id);
        return id === part.toolCall.id ? part : { ...part, toolCall: { ...part.toolCall, id } };
      }
      case 'finish': {
        const { finishReason, rawFinishReason: raw } = part;
        // Any other value is one of the words that have a meaning.
        const isUnknown = finishReason === 'OTHER' && raw !== null;
        return isUnknown && this.#isSecret(raw) ? { ...part, rawFinishReason: redacted } : part;
      }
      default:
        return part;
    }
  }

  #isSecret(text: string): boolean {
    this.#test ??= secretTest(this.#sent);
    return this.#test(text);
  }

  #idOf(given: string): string {
    const known = this.#ids.get(given);
    if (known !== undefined) return known;
    const id = this.#isSecret(given) ? `call_${randomUUID()}` : given;
    this.#ids.set(given, id);
    return id;
  }
}
