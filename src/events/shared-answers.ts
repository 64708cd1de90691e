import { turns } from './turns.ts';

/**
 * Caches answers to questions about an object, as long as the object exists. All callers with the
 * same question get the same answer: as a promise until it is known, and then as a value.
 */
export class SharedAnswers<Subject extends object, Answer> {
  readonly #answers = new WeakMap<Subject, Map<string, Answer | Promise<Answer>>>();
  readonly #keepMs: number | null;

  /** @param options.keepMs time until an answer is removed, in milliseconds. @default unlimited */
  constructor({ keepMs = null }: { readonly keepMs?: number | null } = {}) {
    this.#keepMs = keepMs;
  }

  /**
   * @param question distinguishes questions about one object, for example by the tenant.
   * @param find called when the answer is not known. An error is not cached.
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

/** Thousands of callers can wait for one answer: they must not all continue in the same turn. */
async function afterTurn<Answer>(finding: Promise<Answer>): Promise<Answer> {
  const answer = await finding;
  await turns.next();
  return answer;
}
