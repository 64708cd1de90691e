import { turns } from './turns.ts';

/**
 * Answers to questions about an object, kept with the object. Everyone who asks the same about the
 * same object gets one answer: as a promise until it is known, and then without one.
 */
export class SharedAnswers<Subject extends object, Answer> {
  readonly #answers = new WeakMap<Subject, Map<string, Answer | Promise<Answer>>>();
  readonly #keepMs: number | null;

  /** @param options.keepMs forgets an answer after so many milliseconds. @default never */
  constructor({ keepMs = null }: { readonly keepMs?: number | null } = {}) {
    this.#keepMs = keepMs;
  }

  /**
   * @param question what distinguishes questions about one object, such as who asks.
   * @param find called when the answer is not known; a failure is not kept.
   */
  get(subject: Subject, question: string, find: () => Promise<Answer>): Answer | Promise<Answer> {
    const answers = this.#answers.get(subject) ?? new Map<string, Answer | Promise<Answer>>();
    this.#answers.set(subject, answers);
    const known = answers.get(question);
    if (known instanceof Promise) return afterTurn(known);
    if (known !== undefined) return known;
    const finding = find();
    answers.set(question, finding);
    finding.then(
      (answer) => {
        answers.set(question, answer);
        if (this.#keepMs === null) return;
        setTimeout(() => answers.delete(question), this.#keepMs).unref();
      },
      () => answers.delete(question),
    );
    return finding;
  }
}

/** Thousands may wait for one answer; they must not all continue in the same turn. */
async function afterTurn<Answer>(finding: Promise<Answer>): Promise<Answer> {
  const answer = await finding;
  await turns.next();
  return answer;
}
