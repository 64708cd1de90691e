import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { deliver, type Ending, type Link, type Operation, refusal, type Sink } from './link.ts';

/** Each subscription is one response of server-sent events. */
export class SseLink implements Link {
  readonly #origin: string;
  readonly #token: string;

  constructor(origin: string, token: string) {
    this.#origin = origin;
    this.#token = token;
  }

  subscribe(operation: Operation, sink: Sink): () => void {
    let open = true;
    const over = (ending: Ending) => {
      if (open) sink.over(ending);
      open = false;
    };
    const lost = (error: Error) => over({ kind: 'lost', reason: error.message });
    const call = this.#post(operation);
    call.on('error', lost);
    call.on('response', (response) => {
      response.setEncoding('utf8').on('error', lost);
      response.on('close', () => over({ kind: 'lost', reason: 'the response ended' }));
      if (response.headers['content-type']?.startsWith('text/event-stream') === true) {
        readEvents(response, sink, over);
      } else readRefusal(response, over);
    });
    return () => {
      open = false;
      call.destroy();
    };
  }

  /** Subscribes without reading the response. */
  stall(operation: Operation, onClose: () => void): () => void {
    const call = this.#post(operation);
    call.on('error', () => {});
    call.on('response', (response) => response.on('error', () => {}));
    call.on('close', onClose);
    return () => call.destroy();
  }

  #post(operation: Operation): ClientRequest {
    const call = request(`${this.#origin}/graphql`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${this.#token}`,
      },
    });
    call.end(JSON.stringify(operation));
    return call;
  }
}

function readEvents(response: IncomingMessage, sink: Sink, over: (ending: Ending) => void): void {
  let text = '';
  response.on('data', (piece: string) => {
    const events = (text + piece).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      if (event.includes('event: complete')) over({ kind: 'completed' });
      const at = event.indexOf('data: {');
      if (at < 0) continue;
      const ending = deliver(JSON.parse(event.slice(at + 'data: '.length)), sink);
      if (ending !== null) over(ending);
    }
  });
}

function readRefusal(response: IncomingMessage, over: (ending: Ending) => void): void {
  let text = '';
  response.on('data', (piece: string) => {
    text += piece;
  });
  response.on('end', () => {
    try {
      over(refusal((JSON.parse(text) as { errors: unknown }).errors));
    } catch {
      over({ kind: 'refused', code: `HTTP ${response.statusCode}` });
    }
  });
}
