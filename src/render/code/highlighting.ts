/** Colors code with Prism. Grammars are loaded when first needed, and cached. */
import type { Token } from 'prismjs';

type Prism = typeof import('prismjs');
type Languages = typeof import('./languages.ts');

/** The parts of code that themes and style sheets color. */
export type CodeElement = 'keyword' | 'string' | 'number' | 'comment' | 'function' | 'type' | 'inserted' | 'removed';

/** Limits in characters. Longer code, or code with a longer line, is not colored. */
const maxCodeLength = 30_000;
const maxLineLength = 1000;

/** Reports whether code is short enough to be colored: some grammars take quadratic time. */
export function isShortEnough(text: string): boolean {
  return text.length <= maxCodeLength && !hasLongLine(text);
}

function hasLongLine(text: string): boolean {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    if ((end < 0 ? text.length : end) - from > maxLineLength) return true;
    if (end < 0) return false;
    from = end + 1;
  }
  return false;
}

export interface Grammar {
  readonly prism: Prism;
  readonly grammar: Prism['languages'][string];
}

/** Loaded grammars by the name in the fence; undefined for an unknown language. */
const loadedGrammars = new Map<string, Grammar | undefined>();

/** Loads the grammar of a language by any of its names. */
export async function loadGrammar(lang: string): Promise<void> {
  const { resolveLanguage, resolveDependencies, languages }: Languages = await import('./languages.ts');
  const name = resolveLanguage(lang);
  if (name === undefined) return void loadedGrammars.set(lang, undefined);
  const prism: Prism = (await import('prismjs/components/prism-core.js')).default;
  for (const language of resolveDependencies(name)) if (!prism.languages[language]) await languages[language]?.load();
  const grammar = prism.languages[name];
  loadedGrammars.set(lang, grammar && { prism, grammar });
}

/** Reports whether the grammar of a language has been looked for. */
export function isGrammarLoaded(lang: string): boolean {
  return loadedGrammars.has(lang);
}

/** Returns the grammar of a language; undefined if it is not loaded or there is none. */
export function getGrammar(lang: string): Grammar | undefined {
  return loadedGrammars.get(lang);
}

/** The types of Prism's tokens for each element. Other tokens are like the code around them. */
const tokenTypesByElement: readonly (readonly [CodeElement, string])[] = [
  ['keyword', 'keyword atrule important tag selector directive rule at-rule'],
  ['string', 'string char attr-value template-string regex url string-literal triple-quoted-string'],
  ['number', 'number boolean constant symbol null nil'],
  ['comment', 'comment prolog doctype cdata shebang hashbang'],
  ['function', 'function function-definition function-variable method decorator annotation command'],
  ['type', 'class-name builtin attr-name property namespace type key'],
  ['inserted', 'inserted-sign inserted'],
  ['removed', 'deleted-sign deleted'],
];
const elementByTokenType = new Map(
  tokenTypesByElement.flatMap(([element, types]) => types.split(' ').map((type) => [type, element] as const)),
);

/** A piece of code, and the innermost element around it. */
export interface CodePiece {
  readonly text: string;
  readonly element: CodeElement | undefined;
}

/** Splits code into pieces. */
export function tokenize(text: string, { prism, grammar }: Grammar): CodePiece[] {
  const pieces: CodePiece[] = [];
  const add = (part: string | Token | readonly (string | Token)[], element: CodeElement | undefined): void => {
    if (typeof part === 'string') pieces.push({ text: part, element });
    else if ('type' in part) add(part.content as string, elementByTokenType.get(part.type) ?? element);
    else for (const child of part) add(child, element);
  };
  add(prism.tokenize(text, grammar), undefined);
  return pieces;
}
