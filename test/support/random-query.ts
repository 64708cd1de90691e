import type { SeededRandom } from '../torture/seeded-random.ts';

/**
 * Returns a query with random selections of the schema in `selection-plan.test.ts`. Some are invalid,
 * because fields that do not fit are merged.
 */
export function randomQuery(random: SeededRandom): string {
  const pick = (items: readonly string[]) => items[random.integer(0, items.length - 1)] ?? '';
  const fields: Readonly<Record<string, readonly string[]>> = {
    Query: [
      'person',
      'all',
      'some',
      'named',
      'must',
      'echo',
      'numbers',
      'fails',
      'list',
      '__typename',
    ],
    Person: ['name', 'age', 'friends', '__typename'],
    Shop: ['name', 'opens', 'grid', '__typename'],
    Named: ['name', '__typename'],
    Found: ['__typename'],
  };
  const types: Readonly<Record<string, string>> = {
    person: 'Person',
    must: 'Person',
    friends: 'Person',
    all: 'Found',
    some: 'Found',
    named: 'Named',
  };
  const values: Readonly<Record<string, readonly string[]>> = {
    person: ['', '(id: $id)', '(id: "a", name: null)', '(name: "Bo")'],
    friends: ['', '(first: $first)', '(first: 1)'],
    echo: [
      '',
      '(flag: $yes)',
      '(filter: { names: "a" })',
      '(filter: { order: DOWN, names: ["b", "c"] })',
    ],
  };
  const conditions = ['', '', '', '@skip(if: true)', '@include(if: $yes)', '@skip(if: $yes)'];
  const fragments = ['N', 'P', 'S'];
  const fieldOf = (type: string, depth: number): string => {
    const name = pick(fields[type] ?? []);
    const alias = random.integer(0, 4) === 0 ? `${pick(['a', 'b', 'name'])}: ` : '';
    const inner = types[name];
    if (inner !== undefined && depth === 0) return '__typename';
    const selection = inner === undefined ? '' : selectionOf(inner, depth - 1);
    return `${alias}${name}${pick(values[name] ?? [''])} ${pick(conditions)} ${selection}`;
  };
  const selectionOf = (type: string, depth: number): string => {
    const parts = Array.from({ length: random.integer(1, 4) }, () => {
      const kind = random.integer(0, 5);
      if (kind === 0 && type !== 'Query') return `...${pick(fragments)} ${pick(conditions)}`;
      if (kind === 1) {
        const on = type === 'Query' ? 'Query' : pick(['Person', 'Shop', 'Named']);
        return `... on ${on} ${pick(conditions)} ${selectionOf(on, Math.max(0, depth - 1))}`;
      }
      return fieldOf(type, depth);
    });
    return `{ ${parts.join(' ')} }`;
  };
  const selection = selectionOf('Query', 3);
  // Fragments and variables that are not used would make the query invalid.
  const used = (text: string, name: string) => new RegExp(`\\.\\.\\.${name}\\b`).test(text);
  const definitions = [
    `fragment N on Named { name ${pick(['', '__typename', 'n: name'])} }`,
    `fragment P on Person { ${fieldOf('Person', 0)} ${pick(['', '...N'])} }`,
    `fragment S on Shop { ${fieldOf('Shop', 0)} }`,
  ];
  const needed = definitions.filter((_definition, index) => {
    const name = fragments[index] ?? '';
    const isInP = name === 'N' && used(definitions[1] ?? '', 'N') && used(selection, 'P');
    return isInP || used(selection, name);
  });
  const body = [selection, ...needed].join(' ');
  const variables = Object.entries({ id: 'ID', first: 'Int = 2', yes: 'Boolean! = true' })
    .filter(([name]) => body.includes(`$${name}`))
    .map(([name, type]) => `$${name}: ${type}`);
  return `query ${variables.length > 0 ? `(${variables.join(', ')})` : ''} ${body}`;
}
