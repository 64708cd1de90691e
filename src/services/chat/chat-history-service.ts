import { authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { type ChatCompletionFilter, listCompletions } from './chat-completion-list.ts';
import type { ChatCompletionView } from './chat-event.ts';

/** Lists completions. */
export class ChatHistoryService {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Returns a page of the completions that the viewer may read, newest first.
   *
   * @throws InvalidInputError
   */
  async list(
    viewer: Viewer | null,
    filter: ChatCompletionFilter,
    page: PageInput,
  ): Promise<Page<ChatCompletionView>> {
    const known = authorize(viewer, 'chat:read');
    const { tenantId, subject } = known;
    const onlySubject = isAllowed(known, 'chat:read-all') ? null : subject;
    return this.#database.asTenant(tenantId, (em) =>
      listCompletions(em, { tenantId, onlySubject, filter, page }),
    );
  }
}
