/** A reproducible source of random numbers. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Returns a number from 0 up to, but not including, `end` (mulberry32). */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item; // within its bounds
  }
}

type Mutation = (bytes: Buffer, chance: Chance) => Buffer;

/** Values that often cause errors in parsers, serializers and databases. */
const junk = [
  '\0',
  '\\u0000',
  '\\ud83d',
  '\\ude00',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  'data:',
  'data: ',
  'error: ',
  'event: error\n',
  'data: [DONE]\n\n',
  'null',
  'true',
  '-1',
  '1e400',
  '9007199254740993',
  '{}',
  '[]',
  '"x"',
  '{"error":{}}',
  '"__proto__":{"a":1},',
  '"toJSON":1,',
  '\ufeff',
  '</think>',
] as const;

/** JSON strings that cannot be stored, or that look like JSON but cannot be parsed. */
const texts = [
  'a\\u0000b',
  'a\\ud83d',
  '\\ude00b',
  '\\u0000\\ud83d\\ude00',
  '['.repeat(20_000),
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  '{\\"a\\":1}',
] as const;

const notUtf8 = Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]);

function splice(bytes: Buffer, [from, to]: readonly [number, number], middle: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(to)]);
}

function range(bytes: Buffer, chance: Chance): readonly [number, number] {
  const from = chance.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + chance.below(64))];
}

/** Fields whose values are stored and returned. */
const storedFields =
  /"(?:content|text|thinking|refusal|reasoning\w*|arguments|name|finish_reason|done_reason|\w*signature|data|prompt_\w+|status|digest|version|license|family|language)":$/;

/** Finds the start and the end of a JSON value: a string, a number or a literal. */
function value(bytes: Buffer, chance: Chance): readonly [number, number] {
  const text = bytes.toString('latin1');
  const all = [...text.matchAll(/(?<=:)("(?:[^"\\]|\\.)*"|-?\d[\d.e+]*|true|false|null)/g)];
  const some = all.filter(({ index }) =>
    storedFields.test(text.slice(Math.max(0, index - 30), index)),
  );
  const found = some.length > 0 && chance.below(3) > 0 ? some : all;
  if (found.length === 0) return range(bytes, chance);
  const { index, 0: match } = chance.pick(found);
  return [index, index + match.length];
}

function nested(levels: number, open: string, close: string): Buffer {
  return Buffer.from(`${open.repeat(levels)}1${close.repeat(levels)}`);
}

const mutations: readonly Mutation[] = [
  // Replace, remove, insert, repeat or truncate bytes.
  (bytes, chance) => {
    const changed = Buffer.from(bytes);
    if (changed.length > 0) changed[chance.below(changed.length)] = chance.below(256);
    return changed;
  },
  (bytes, chance) => splice(bytes, range(bytes, chance), Buffer.alloc(0)),
  (bytes, chance) => {
    const at = chance.below(bytes.length + 1);
    return splice(bytes, [at, at], Buffer.from(chance.pick(junk)));
  },
  (bytes, chance) => splice(bytes, range(bytes, chance), Buffer.from(chance.pick(junk))),
  (bytes, chance) => splice(bytes, range(bytes, chance), notUtf8),
  (bytes, chance) => {
    const [from, to] = range(bytes, chance);
    return splice(bytes, [to, to], bytes.subarray(from, to));
  },
  (bytes, chance) => bytes.subarray(0, chance.below(bytes.length + 1)),
  // Change the order of lines.
  (bytes, chance) => {
    const lines = bytes.toString('latin1').split('\n');
    const [line = ''] = lines.splice(chance.below(lines.length), 1);
    lines.splice(chance.below(lines.length + 1), 0, line);
    return Buffer.from(lines.join('\n'), 'latin1');
  },
  // Insert values of another type, nested or very large values.
  (bytes, chance) => splice(bytes, value(bytes, chance), Buffer.from(chance.pick(junk))),
  (bytes, chance) => splice(bytes, value(bytes, chance), Buffer.from('{"a":[{"b":null}]}')),
  (bytes, chance) => splice(bytes, value(bytes, chance), Buffer.from(`"${chance.pick(texts)}"`)),
  (bytes, chance) => {
    const levels = chance.pick([50, 99, 101, 10_000, 50_000]);
    return splice(bytes, value(bytes, chance), nested(levels, '[', ']'));
  },
  (bytes, chance) => {
    const levels = chance.pick([50, 99, 101, 10_000]);
    return splice(bytes, value(bytes, chance), nested(levels, '{"a":', '}'));
  },
  (bytes, chance) => {
    const text = chance.pick(['x', '[', '\\u0000', 'é']).repeat(chance.pick([1_000, 200_000]));
    return splice(bytes, value(bytes, chance), Buffer.from(`"${text}"`));
  },
  (bytes, chance) => {
    const [from, to] = range(bytes, chance);
    const piece = bytes.subarray(from, to);
    return splice(bytes, [to, to], Buffer.concat(Array(chance.pick([10, 1_000])).fill(piece)));
  },
  (bytes, chance) => {
    const whole = Buffer.concat(Array(chance.pick([2, 50])).fill(bytes));
    return whole;
  },
];

/** Changes bytes like a broken or hostile server. */
export function mutate(text: string, chance: Chance): Buffer {
  let bytes: Buffer = Buffer.from(text);
  for (let times = chance.below(3); times >= 0; times -= 1) {
    bytes = chance.pick(mutations)(bytes, chance);
  }
  return bytes;
}
