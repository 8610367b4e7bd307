/** The languages, and the words that all of them share. */
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import type { Lexicon } from './lexicon.ts';
import { portuguese } from './portuguese.ts';
import { spanish } from './spanish.ts';

export const languages: readonly Lexicon[] = [english, german, spanish, french, portuguese];

/** Signs that mark an item or cell; some can be written in brackets: `(+)`. */
export const signs: ReadonlyMap<string, 'pros' | 'cons'> = new Map([
  ...['✅', '✔', '✓', '☑', '👍', '➕', '⊕', '(+)', '[+]', '🟢'].map((sign) => [sign, 'pros'] as const),
  ...['❌', '✗', '✘', '✖', '👎', '➖', '⊖', '(-)', '[-]', '(−)', '(–)', '−', '🔴'].map(
    (sign) => [sign, 'cons'] as const,
  ),
]);

/** Names that mean a side only if nothing but an article precedes them: `Code challenges` is not a list of cons. */
export const standaloneNames: ReadonlySet<string> = new Set([
  'challenges',
  'strength',
  'strengths',
  'weakness',
  'weaknesses',
  'limites',
  'grenzen',
  'nutzen',
  'perks',
  'merits',
]);

/** Words before a name at the end of a phrase that change its meaning: `Sign up for benefits`. */
export const nonTopicWords: ReadonlySet<string> = new Set([
  'resolved',
  'solved',
  'fixed',
  'removed',
  'lifted',
  'former',
  'past',
  'for',
  'of',
  'to',
  'with',
  'that',
  'has',
  'have',
  'had',
  'no',
  'without',
  'my',
  'our',
  'your',
  'his',
  'her',
  'you',
  'we',
  'i',
  'they',
  'it',
  'get',
  'getting',
  'learn',
  'learning',
  'understand',
  'understanding',
  'about',
  'against',
  'health',
  'employee',
  'employment',
  'unemployment',
  'tax',
  'not',
  'into',
  'from',
  'on',
  'and',
  'see',
  'weigh',
  'weighing',
  'know',
  'consider',
  'considering',
  'compare',
  'comparing',
  'find',
  'write',
  'do',
  'does',
  'can',
  'when',
  'if',
  'how',
  'why',
  'who',
  'between',
]);

export const pronouns: ReadonlySet<string> = new Set([
  'it',
  'this',
  'that',
  'them',
  'these',
  'those',
  'one',
  'each',
  'each one',
  'both',
  'which',
  'something',
  'you',
  'we',
  'us',
]);

/** Words that never occur in the name of a thing: `Why not?`, `Why is it?`. */
export const nonThingWords: ReadonlySet<string> = new Set([
  ...nonTopicWords,
  ...pronouns,
  'is',
  'are',
  'was',
  'were',
  'be',
  'should',
  'might',
  'must',
  'may',
  'need',
  'use',
  'the',
  'study',
  'important',
  'matter',
  'matters',
  'would',
  'could',
  'did',
  'nicht',
  'ist',
  'pas',
  'est',
]);

/** Names with other meanings: `cons` in Lisp. In a sentence they count only right after an announcement word. */
export const ambiguousNames: ReadonlySet<string> = new Set([
  'pro',
  'pros',
  'con',
  'cons',
  'contra',
  'kontra',
  'contras',
  'limites',
  'grenzen',
]);
