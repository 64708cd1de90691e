import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** A code block of the README or of a page of docs/. */
export interface Fence {
  /** Page and line. */
  readonly place: string;
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(new URL('docs', root))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

export const textOf = (page: string): string => readFileSync(new URL(page, root), 'utf8');

export const fences: readonly Fence[] = pages.flatMap((page) => {
  const text = textOf(page);
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
    ({ 1: language = '', 2: code = '', index }) => ({
      place: `${page}:${text.slice(0, index).split('\n').length}`,
      page,
      language,
      text: code,
    }),
  );
});

export function fencesOf(language: string, page?: string): readonly Fence[] {
  return fences.filter(
    (fence) => fence.language === language && fence.page === (page ?? fence.page),
  );
}
