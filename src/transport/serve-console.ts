import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConsoleFile, ConsoleFiles } from './console-files.ts';
import { isLocalVisitor } from './local-visitor.ts';

export interface ConsoleOptions {
  readonly files: ConsoleFiles;
  /** Whether the page is served. The files are served anyway, because GraphiQL has some of them. */
  readonly hasPage: boolean;
  /** Issues the development token for visitors on this machine; undefined when there is none. */
  readonly token: () => Promise<string | undefined>;
}

/** Responds to a request for the console. Returns false for every other request. */
export type ConsoleHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** All files come from this server. In CSP level 3, 'self' includes its WebSockets. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const security = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** Placeholder that the build writes into the head of the page. */
const tokenElement = '<meta name="development-token" content="">';

/** Serves the page at `/`, and its files. */
export function createConsoleHandler({ files, hasPage, token }: ConsoleOptions): ConsoleHandler {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path === '/' && hasPage) {
      void sendPage(request, response);
      return true;
    }
    const asset = files.assets.get(path);
    if (asset === undefined) return false;
    sendAsset(request, response, asset);
    return true;
  };

  async function sendPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const developmentToken = isLocalVisitor(request) ? await token() : undefined;
    const headers = {
      ...security,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    };
    if (developmentToken === undefined) {
      const cached = { ...headers, 'cache-control': 'no-cache', etag: files.pageTag };
      if (request.headers['if-none-match'] === files.pageTag) {
        response.writeHead(304, cached).end();
      } else send(request, response, cached, Buffer.from(files.page));
      return;
    }
    // A JWT has no character that HTML treats specially.
    const element = tokenElement.replace('""', `"${developmentToken}"`);
    const page = files.page.replace(tokenElement, () => element);
    send(request, response, { ...headers, 'cache-control': 'no-store' }, Buffer.from(page));
  }
}

function sendAsset(request: IncomingMessage, response: ServerResponse, asset: ConsoleFile): void {
  const encoding = encodingFor(request, asset);
  const read = (encoding === null ? null : asset[encoding]) ?? asset.plain;
  const headers = {
    ...security,
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    ...(encoding === null ? {} : { 'content-encoding': encoding }),
  };
  send(request, response, headers, read());
}

/** Ignores `q=0`, which forbids an encoding: browsers do not send it. */
function encodingFor({ headers }: IncomingMessage, asset: ConsoleFile): 'br' | 'gzip' | null {
  const accepted = String(headers['accept-encoding'] ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim());
  if (asset.br !== null && accepted.includes('br')) return 'br';
  return asset.gzip !== null && accepted.includes('gzip') ? 'gzip' : null;
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): void {
  response.writeHead(200, { ...headers, 'content-length': body.byteLength });
  response.end(method === 'HEAD' ? undefined : body);
}
