import DOMPurify from 'dompurify';
import { Marked, type Token, type TokensList } from 'marked';

/** HTML that formats a text, without attributes. All other HTML is shown as the model wrote it. */
const formatting = /^<\/?(?:br|details|kbd|mark|sub|summary|sup|u)\s*\/?>$/i;

/** Images of a response would be requests to other hosts, so they are shown as links. */
const marked = new Marked({
  gfm: true,
  renderer: {
    image: ({ href, text }) =>
      `<a href="${escapeHtml(href)}">${escapeHtml(text === '' ? 'Image' : `Image: ${text}`)}</a>`,
    html: ({ text }) => (formatting.test(text) ? text : escapeHtml(text)),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

const purifier = DOMPurify();
purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer');
});

/** What a text may consist of. Anything that loads, styles or submits is left out. */
const allowed = {
  ALLOWED_TAGS:
    'a b blockquote br code dd del details dl dt em h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre s samp strong sub summary sup table tbody td th thead tr u ul'.split(
      ' ',
    ),
  ALLOWED_ATTR: ['href', 'title', 'align', 'start', 'colspan', 'rowspan'],
};

export type Block = Token;

/** Tokens at the end that more text can still change. */
const openTokens = 3;

/**
 * Splits a text into blocks. While a text grows, only its end is read again.
 *
 * @param before the blocks of an earlier state of the text.
 */
export function splitBlocks(text: string, before: readonly Block[]): readonly Block[] {
  const kept: Block[] = [];
  let length = 0;
  for (const block of before.slice(0, -openTokens)) {
    if (!text.startsWith(block.raw, length)) break;
    kept.push(block);
    length += block.raw.length;
  }
  return [...kept, ...marked.lexer(text.slice(length))];
}

export function renderBlock(block: Block): string {
  const tokens = Object.assign([block], { links: {} }) as TokensList; // links are resolved by the lexer
  return purifier.sanitize(marked.parser(tokens), allowed);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
