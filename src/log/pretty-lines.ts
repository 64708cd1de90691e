import { Writable } from 'node:stream';
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Names and colours of the levels of pino. */
const levels: Readonly<Record<number, readonly [name: string, style: Style]>> = {
  20: ['debug', 'gray'],
  30: ['info', 'green'],
  40: ['warn', 'yellow'],
  50: ['error', 'red'],
};

const plain = /^[\w./:@+-]+$/;

/** Characters that change how a terminal shows a line, or that it does not show. */
const invisible = /[\p{Cf}\p{Zl}\p{Zp}]/gu;

const escapeOf = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** Writes log lines for a person: time, level, message, fields, and the stack of an error. */
export function prettyLines(target: NodeJS.WritableStream): Writable {
  return new Writable({
    decodeStrings: false,
    write: (line, _encoding, done) => {
      target.write(`${prettyLine(String(line), target)}\n`);
      done();
    },
  });
}

function prettyLine(line: string, stream: NodeJS.WritableStream): string {
  const { level, time, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>; // pino wrote it
  // The stream decides about colours, and so do NO_COLOR and FORCE_COLOR.
  const paint = (style: Style, text: string) => styleText(style, text, { stream });
  const [name, style] = levels[Number(level)] ?? [String(level), 'gray'];
  const clock = new Date(String(time)).toTimeString().slice(0, 8);
  const head = `${paint('gray', clock)} ${paint(style, name.padEnd(5))} ${String(msg)}`;
  const tail = Object.entries(fields).map(([key, value]) =>
    paint('gray', `${key}=${shown(value)}`),
  );
  const error = err === undefined ? [] : errorLines(err);
  return [[head, ...tail].join(' '), ...error.map((text) => paint('gray', text))].join('\n');
}

function shown(value: unknown): string {
  if (typeof value === 'string' && plain.test(value)) return value;
  return (JSON.stringify(value) ?? '').replaceAll(invisible, escapeOf);
}

function errorLines(error: unknown): string[] {
  const {
    stack = [],
    cause,
    ...facts
  } = error as {
    readonly stack?: readonly string[];
    readonly cause?: unknown;
  };
  const parts = Object.entries(facts).map(([key, value]) => `${key}=${shown(value)}`);
  const frames = stack.map((frame) => `      ${frame}`);
  const causes = cause === undefined ? [] : errorLines(cause);
  return [`    ${parts.join(' ')}`, ...frames, ...causes];
}
