/** What a heading, label, question or cell says: a side of a trade-off, both, and perhaps of what. */

import { foldCase, isAscii, nameOf } from '../words.ts';
import type { OwnNames, Side, Words } from './lexicon/index.ts';
import { languages, namesAlone, noThings, noTopics, pronouns, shortNames, sides, signs } from './lexicon/index.ts';

/** What a phrase says. */
export interface Said {
  /** The sides that it names, in its order: two for `Pros and cons`. */
  readonly sides: readonly Side[];
  /** What it is about, as it is written, where it says so. */
  readonly topic: string | undefined;
}

/** Phrases with more words or characters than these say something else. */
const mostWords = 24;
const mostCharacters = 200;

interface Word {
  readonly folded: string;
  readonly from: number;
  readonly to: number;
}

const names = new Map<string, Side>();
/** Names right after which stands what they are about. */
const takers = new Set<string>();
for (const { names: bySide } of languages)
  for (const side of sides)
    for (const name of bySide[side]) {
      const words = name.replace(/ \*$/, '');
      if (!names.has(words)) names.set(words, side);
      if (words !== name) takers.add(words);
    }
type WordList = { [Key in keyof Words]: Words[Key] extends readonly string[] ? Key : never }[keyof Words];
const setOf = (key: WordList) => new Set(languages.flatMap((language): readonly string[] => language[key]));
const leads = setOf('leads');
const quantities = setOf('quantities');
const about = setOf('about');
const other = setOf('other');
const copulas = setOf('copulas');
const verbs = setOf('verbs');
const endVerbs = setOf('endVerbs');
const and = setOf('and');
const both = setOf('both');
const articles = setOf('articles');
const introducing = setOf('announcing');
const announcing = new Set([...quantities, ...verbs, ...endVerbs, ...introducing]);
const conditions = setOf('conditions');
const nots = setOf('nots');
const askedAlone = setOf('askedAlone');
const prosAndCons: readonly Side[] = ['pros', 'cons'];

/** Letters as they are compared: lower case, Latin ones without accents; 0 for what stands between words. */
const letters = new Uint8Array(0x180);
for (let code = 0; code < letters.length; code++) {
  const [folded = ''] = foldCase(String.fromCharCode(code));
  if (/[a-z0-9]/.test(folded)) letters[code] = folded.charCodeAt(0);
}

/** @returns what a phrase says of sides, if it says anything of them */
export function saidBy(text: string): Said | undefined {
  if (text.length > mostCharacters) return undefined;
  // `Q: What are the advantages?`
  const phrase = (text.charCodeAt(0) | 32) === 113 ? text.replace(/^q(?:uestion)?\s*\d*\s*[.:)]\s+/i, '') : text;
  const kinds = kindsIn(phrase, 0, phrase.length);
  if (!mayBeSaid(kinds) && !(kinds & wordKinds.alone)) return undefined;
  const words = wordsIn(phrase);
  if (words.length === 0 || words.length > mostWords) return undefined;
  return (
    (mayBePhrase(kinds) ? phraseOf(phrase, words) : undefined) ??
    (kinds & wordKinds.name ? (nameAhead(phrase, words) ?? nameAtEnd(phrase, words)) : undefined) ??
    (mayBeEnding(kinds) ? endingOf(phrase, words) : undefined) ??
    (kinds & wordKinds.alone ? whyAlone(phrase, words) : undefined)
  );
}

/** Names that are known for as long as `withNames` runs. */
let ownNames: ReadonlyMap<string, Side> = new Map();
const readNames = new WeakMap<OwnNames, ReadonlyMap<string, Side>>();

/** Runs something with names of sides beside those that are always known. */
export function withNames<Result>(own: OwnNames | undefined, run: () => Result): Result {
  if (!own) return run();
  const known = readNames.get(own) ?? readOwn(own);
  readNames.set(own, known);
  const before = ownNames;
  ownNames = known;
  try {
    return run();
  } finally {
    ownNames = before;
  }
}

function readOwn(own: OwnNames): Map<string, Side> {
  const read = new Map<string, Side>();
  for (const side of sides)
    for (const name of own[side] ?? []) {
      const text = textOf(wordsIn(name));
      if (text === '') continue;
      read.set(text, side);
      addNameKinds(text);
    }
  return read;
}

/** The same of a phrase that says one side and no other. */
export function sideSaidBy(phrase: string): { readonly side: Side; readonly topic: string | undefined } | undefined {
  const said = saidBy(phrase);
  return said && oneSideOf(said);
}

export function oneSideOf({
  sides: found,
  topic,
}: Said): { readonly side: Side; readonly topic: string | undefined } | undefined {
  const [side] = found;
  return side !== undefined && found.length === 1 ? { side, topic } : undefined;
}

/** @returns the side that a text names and says nothing more of: `Technical benefits of X` */
export function namedBy(text: string): Side | undefined {
  if (text.length > mostCharacters) return undefined;
  const words = wordsIn(text);
  return words.length > 0 && words.length <= mostWords ? nameAhead(text, words)?.sides[0] : undefined;
}

/** Words with what they are compared by; what stands in parentheses is left out. */
function wordsIn(phrase: string): Word[] {
  const open = phrase.includes('(') ? phrase.replace(/\([^()]*\)/g, (inside) => ' '.repeat(inside.length)) : phrase;
  const words: Word[] = [];
  if (isAscii(open)) {
    addAsciiWords(open, words);
    return words;
  }
  for (const { 0: word, index } of open.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*[+#]*|[&/+]/gu))
    words.push({ folded: foldCase(word).replace(/['’]/g, ''), from: index, to: index + word.length });
  return words;
}

/** The same for what is ASCII, as most is, without a regular expression. */
function addAsciiWords(text: string, words: Word[]): void {
  const lower = text.toLowerCase();
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (letters[code] === 0) {
      if (code === 38 || code === 43 || code === 47) words.push({ folded: lower.charAt(at), from: at, to: at + 1 });
      continue;
    }
    const from = at;
    let hasApostrophe = false;
    for (; at < text.length; at++) {
      const next = text.charCodeAt(at);
      if (next === 39) hasApostrophe = true;
      else if (letters[next] === 0) break;
    }
    // `C++`, `C#`
    while (text.charCodeAt(at) === 43 || text.charCodeAt(at) === 35) at++;
    const word = lower.slice(from, at);
    words.push({ folded: hasApostrophe ? word.replaceAll("'", '') : word, from, to: at });
    at--;
  }
}

/** `Pros`, `The main benefits of X`, `Pros and cons of X`, `What advantages does X have?`. */
function nameAhead(phrase: string, words: readonly Word[]): Said | undefined {
  let at = 0;
  let name = nameAt(words, at);
  while (!name && at < words.length && isLead(words[at])) name = nameAt(words, ++at);
  // `the competitive advantage of X`: one word that nobody thought of.
  if (!name && at > 0 && about.has(words[nameAt(words, at + 1)?.end ?? -1]?.folded ?? '')) name = nameAt(words, ++at);
  if (!name) {
    const end = endOfBoth(words, at);
    return end > 0 ? withRest(phrase, words, end, prosAndCons, false) : undefined;
  }
  let found: readonly Side[] = [name.side];
  let end = name.end;
  if (and.has(words[end]?.folded ?? '')) {
    let next = end + 1;
    let second = nameAt(words, next);
    while (!second && next < words.length && isLead(words[next])) second = nameAt(words, ++next);
    if (second && second.side !== name.side) {
      found = [name.side, second.side];
      end = second.end;
    }
  }
  return withRest(phrase, words, end, found, at > 0);
}

/** What may follow a name: nothing, what it is about, or the rest of a question. */
function withRest(
  phrase: string,
  words: readonly Word[],
  end: number,
  found: readonly Side[],
  hasLead: boolean,
): Said | undefined {
  if (end === words.length) return { sides: found, topic: undefined };
  const next = words[end]?.folded ?? '';
  const isSplit = /^\s*[-–—:|]\s*$/.test(phrase.slice(words[end - 1]?.to, words[end]?.from));
  if (isSplit) return { sides: found, topic: topicOf(phrase, words, end, words.length) };
  const isRest = words.slice(end).every((word) => isLead(word) || introducing.has(word.folded));
  if (other.has(next) || (isRest && words.length - end <= 3)) return { sides: found, topic: undefined };
  if (takers.has(textOf(words.slice(Math.max(0, end - 3), end))))
    return { sides: found, topic: topicOf(phrase, words, end, words.length) };
  // A preposition at the end is none: `what the pros do` is not Portuguese.
  const isOfSomething = about.has(next) && end + 1 < words.length;
  if (isOfSomething) return { sides: found, topic: topicOf(phrase, words, end + 1, words.length) };
  const two = `${next} ${words[end + 1]?.folded ?? ''}`;
  if (!hasLead || !(verbs.has(next) || verbs.has(two))) return undefined;
  let last = words.length;
  while (last > end && endVerbs.has(words[last - 1]?.folded ?? '')) last--;
  const topic = topicOf(phrase, words, end + 1, last);
  // `What the pros do` asks for nothing of a thing.
  return topic === undefined ? undefined : { sides: found, topic };
}

/** `Why REST?`: a question that is nothing but a thing's name, with a capital. */
function whyAlone(phrase: string, words: readonly Word[]): Said | undefined {
  if (!askedAlone.has(words[0]?.folded ?? '') || words.length > 4) return undefined;
  // `Why not Bash?`
  const isAgainst = nots.has(words[1]?.folded ?? '');
  const start = isAgainst ? 2 : 1;
  if (words.length <= start || words.slice(start).some(({ folded }) => noThings.has(folded))) return undefined;
  const topic = topicOf(phrase, words, start, words.length);
  // `Why pair program?` is no thing.
  return topic !== undefined && /^[\p{Lu}\p{N}`]/u.test(topic)
    ? { sides: [isAgainst ? 'cons' : 'pros'], topic }
    : undefined;
}

const endings = new Map<string, Side>();
for (const language of languages)
  for (const side of sides) for (const ending of language.endings[side]) endings.set(ending, side);

/** `Alt text is useful for`. */
function endingOf(phrase: string, words: readonly Word[]): Said | undefined {
  for (let length = Math.min(5, words.length - 1); length > 1; length--) {
    const start = words.length - length;
    const side = endings.get(textOf(words.slice(start)));
    if (!side) continue;
    const verb = words.findIndex(({ folded }) => copulas.has(folded));
    return { sides: [side], topic: topicOf(phrase, words, 0, verb >= 0 && verb < start ? verb : start) };
  }
  return undefined;
}

/** `React advantages`, `Docker: pros and cons`. */
function nameAtEnd(phrase: string, words: readonly Word[]): Said | undefined {
  let start = words.length;
  let found: readonly Side[] = [];
  for (let length = 3; length > 0 && found.length === 0; length--) {
    const name = nameAt(words, words.length - length);
    if (name?.end !== words.length) continue;
    start = words.length - length;
    found = [name.side];
    const isPair = and.has(words[start - 1]?.folded ?? '');
    const before = isPair ? nameAt(words, start - 2) : undefined;
    if (before && before.end === start - 1 && before.side !== name.side) {
      start -= 2;
      found = [before.side, name.side];
    }
  }
  if (found.length === 0 && endOfBoth(words, words.length - 2) === words.length) {
    start = words.length - 2;
    found = prosAndCons;
  }
  const name = textOf(words.slice(start));
  if (found.length === 0 || namesAlone.has(name) || !/(?:s|eile)$/.test(name)) return undefined;
  let from = 0;
  while (from < start && isLead(words[from])) from++;
  if (from === start || start - from > 6) return undefined;
  for (let at = from; at < start; at++) if (noTopics.has(words[at]?.folded ?? '')) return undefined;
  return { sides: found, topic: topicOf(phrase, words, from, start) };
}

function textOf(words: readonly Word[]): string {
  return words.map(({ folded }) => folded).join(' ');
}

function nameAt(words: readonly Word[], at: number): { side: Side; end: number } | undefined {
  if (at < 0) return undefined;
  let text = '';
  let found: { side: Side; end: number } | undefined;
  for (let end = at; end < Math.min(words.length, at + 3); end++) {
    text += (end > at ? ' ' : '') + (words[end]?.folded ?? '');
    const side = names.get(text) ?? ownNames.get(text);
    if (side) found = { side, end: end + 1 };
  }
  return found;
}

/** @returns where words that say that both sides follow end, or 0 */
function endOfBoth(words: readonly Word[], at: number): number {
  if (at < 0) return 0;
  let text = '';
  for (let end = at; end < Math.min(words.length, at + 5); end++) {
    text += (end > at ? ' ' : '') + (words[end]?.folded ?? '');
    if (both.has(text)) return end + 1;
  }
  return 0;
}

function isLead(word: Word | undefined): boolean {
  return word !== undefined && (leads.has(word.folded) || quantities.has(word.folded) || /^\d+$/.test(word.folded));
}

/** What has more words is no name. */
const mostTopicWords = 10;

/** The words of a topic as they are written, without articles before them; nothing for none and for `it`. */
function topicOf(phrase: string, words: readonly Word[], start: number, before: number): string | undefined {
  let from = start;
  // `Some of the benefits of Git are`
  let end = before;
  while (end > from && copulas.has(words[end - 1]?.folded ?? '')) end--;
  while (from < end && articles.has(words[from]?.folded ?? '')) from++;
  // `flexbox over float`: what it is compared with, or a clause, is no part of it; `SQL vs NoSQL` is one topic.
  let stop = from + 1;
  while (stop < end && !(other.has(words[stop]?.folded ?? '') && !and.has(words[stop]?.folded ?? ''))) stop++;
  if (stop < end) return topicOf(phrase, words, from, stop);
  const first = words[from];
  const last = words[end - 1];
  if (!first || !last || from >= end || end - from > mostTopicWords) return undefined;
  // `<h1> element`
  const at = phrase[first.from - 1] === '<' ? first.from - 1 : first.from;
  // At the end of the phrase quotation marks and parentheses belong to it, a question mark does not.
  const isLast = end === words.length;
  const own = isLast ? phrase.slice(at).replace(/\s+\([^()]*\)\W*$|[\s?？!.,:：…]+$/g, '') : phrase.slice(at, last.to);
  const topic = own.replaceAll('`', '').replace(/['’]s?$/, '');
  return pronouns.has(foldCase(topic)) ? undefined : topic;
}

/** Whether a phrase puts one thing beside another: `A vs B`. */
export function comparesIn(phrase: string): boolean {
  return wordsIn(phrase).some(({ folded }) => and.has(folded));
}

interface Template {
  readonly side: Side;
  /** One of these is in all that the pattern fits. */
  readonly needs: readonly string[];
  readonly pattern: RegExp;
}

/** Phrases of all languages by the words that they begin with; what speaks against comes first, for its `not`. */
const templates = new Map<string, Template[]>();
for (const side of ['avoidWhen', 'cons', 'useWhen', 'pros'] as const)
  for (const { phrases } of languages)
    for (const phrase of phrases[side]) {
      const template = { side, pattern: patternOf(phrase), needs: neededIn(phrase) };
      for (const word of firstWords(phrase)) {
        const known = templates.get(word);
        if (known) known.push(template);
        else templates.set(word, [template]);
      }
    }

function partsOf(phrase: string): string[] {
  return phrase.match(/\([^()]*\)\??|\S+/g) ?? [];
}

/** A phrase of `sides.ts` as a pattern over words that a space follows each. */
function patternOf(phrase: string): RegExp {
  const pattern = partsOf(phrase).map((part) => {
    if (part === '*') return '(?<topic>(?:\\S+ )+?)';
    if (part === '...') return '(?:\\S+ )*';
    if (!part.startsWith('(')) return `${part} `;
    return `(?:(?:${part.slice(1, part.lastIndexOf(')'))}) )${part.endsWith('?') ? '?' : ''}`;
  });
  return new RegExp(`^${pattern.join('')}$`);
}

/** The words, a space after each, one of which has to be there: of all parts that have to be, the one with the fewest. */
function neededIn(phrase: string): string[] {
  const parts = partsOf(phrase).filter((part) => part !== '*' && part !== '...' && !part.endsWith('?'));
  const choices = parts.map((part) =>
    part
      .replace(/^\(|\)$/g, '')
      .split('|')
      .map((choice) => `${choice} `),
  );
  return (
    choices.sort((one, other) => one.length - other.length || (other[0] ?? '').length - (one[0] ?? '').length)[0] ?? []
  );
}

function firstWords(phrase: string): string[] {
  const found: string[] = [];
  for (const part of partsOf(phrase)) {
    const choices = part.replace(/^\(|\)\??$/g, '').split('|');
    found.push(...choices.map((choice) => choice.split(' ')[0] ?? ''));
    if (!part.endsWith('?')) break;
  }
  return found;
}

/** `Why use X?`, `When should you not use X?`, `Best for`; after leads too: `Explain why we need it`. */
function phraseOf(phrase: string, words: readonly Word[]): Said | undefined {
  const start = words.findIndex((word) => !isLead(word));
  return (
    phraseFrom(phrase, words, 0) ?? (start > 0 && start <= mostLeads ? phraseFrom(phrase, words, start) : undefined)
  );
}

const mostLeads = 3;

function phraseFrom(phrase: string, words: readonly Word[], start: number): Said | undefined {
  const known = templates.get(words[start]?.folded ?? '');
  if (!known) return undefined;
  const text = `${textOf(words.slice(start))} `;
  for (const { side, pattern, needs } of known) {
    if (!needs.some((word) => text.includes(word))) continue;
    const match = pattern.exec(text);
    if (!match) continue;
    const topic = match.groups?.topic;
    // `Why do we need to copy it?` asks for a reason, not for what is good about something.
    if (topic && /^(?:to|which) \S/.test(topic)) continue;
    if (topic === undefined) return { sides: [side], topic: undefined };
    const from = start + countWords(text.slice(0, text.indexOf(topic, firstLength(text))));
    return { sides: [side], topic: topicOf(phrase, words, from, from + countWords(topic)) };
  }
  return undefined;
}

function firstLength(text: string): number {
  return text.indexOf(' ') + 1;
}

function countWords(text: string): number {
  return text.split(' ').length - 1;
}

/** Whether a sentence announces points of a side: `There are several benefits to using X:`. */
export function announcedBy(sentence: string): Side | undefined {
  const words = wordsIn(sentence);
  if (words.length > 40 || conditions.has(words[0]?.folded ?? '')) return undefined;
  let found: Side | undefined;
  for (let at = 1; at < words.length; at++) {
    const name = nameAt(words, at);
    if (!name) continue;
    if (found && found !== name.side) return undefined;
    const reach = shortNames.has(words[at]?.folded ?? '') ? 1 : 4;
    const isCounted = words
      .slice(Math.max(0, at - reach), at)
      .some(({ folded }) => announcing.has(folded) || /^\d+$/.test(folded));
    if (isCounted) found = name.side;
  }
  return found;
}

const reasons = new Map(
  languages.flatMap(({ reasons: bySide }) =>
    (['pros', 'cons', 'neutral'] as const).flatMap((side) => bySide[side].map((words) => [words, side] as const)),
  ),
);
const reasonWords = new Map([...reasons].map(([words, side]) => [words.split(' ')[0] ?? '', side]));

/** `Good, because it is fast`: the side, and the reason; some leave the `because` out. */
export function reasonAt(
  text: string,
): { side: 'pros' | 'cons' | 'neutral'; text: string; isWhole: boolean } | undefined {
  const [, first = '', second = '', rest = ''] =
    /^(\p{L}{2,12}),?\s+(\p{L}{2,10}|parce que)\s+(\S.*)$/u.exec(text) ?? [];
  const whole = reasons.get(`${foldCase(first)} ${foldCase(second)}`);
  if (whole) return { side: whole, text: rest, isWhole: true };
  const [, word = '', reason = ''] = /^(\p{Lu}\p{L}{1,11}),\s+(\S.*)$/u.exec(text) ?? [];
  const side = reasonWords.get(foldCase(word));
  return side && { side, text: reason, isWhole: false };
}

/** `✅ fast`: the side, and what is marked. */
export function signAt(text: string): { side: 'pros' | 'cons'; text: string } | undefined {
  for (const [sign, side] of signs)
    if (text.startsWith(sign)) return { side, text: text.slice(sign.length).replace(/^[\uFE0F\s:.–-]+/u, '') };
  return undefined;
}

// Whether words may say something is told by their hashes, in one pass and without making a string.

/** What the words of a piece of source may be. */
export const wordKinds = {
  /** Part of the name of a side. */
  name: 1,
  /** A question by itself. */
  alone: 2,
  /** A word of how a phrase ends, and the last of such. */
  ending: 4,
  last: 8,
  /** The name of a side in one word, or the first word of a reason. */
  first: 16,
} as const;
// Phrases come in groups by their first word: a group's first words have a bit here, its other words one further up.
const openers = 8;
const keys = 16;
const groups = 8;
const allOpeners = ((1 << groups) - 1) << openers;

const hashBits = 15;
const kindsByHash = new Uint32Array(1 << hashBits);
function slotOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - hashBits);
}

function addKind(word: string, kind: number): void {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = (Math.imul(hash, 31) + word.charCodeAt(at)) | 0;
  kindsByHash[slotOf(hash)] = (kindsByHash[slotOf(hash)] ?? 0) | kind;
}

/** Words too common to tell anything. */
const isCommon = (word: string) => leads.has(word) || about.has(word) || verbs.has(word) || articles.has(word);
const questionWords = new Set([...askedAlone, 'what', 'when', 'how', 'where']);
const groupOf = new Map<string, number>();
for (const { phrases } of languages)
  for (const side of sides)
    for (const phrase of phrases[side])
      for (const opener of firstWords(phrase)) {
        const group = groupOf.get(opener) ?? Math.min(groupOf.size, groups - 1);
        groupOf.set(opener, group);
        addKind(opener, 1 << (openers + group));
        for (const word of phrase.match(/[a-z0-9]+/g) ?? [])
          if (!isCommon(word) && !questionWords.has(word)) addKind(word, 1 << (keys + group));
      }
for (const ending of endings.keys()) {
  const words = ending.split(' ');
  for (const word of words) if (!isCommon(word)) addKind(word, wordKinds.ending);
  addKind(words.at(-1) ?? '', wordKinds.last);
}
for (const word of askedAlone) addKind(word, wordKinds.alone);
for (const name of [...names.keys(), ...both]) addNameKinds(name);
for (const reason of reasons.keys()) addKind(reason.split(' ')[0] ?? '', wordKinds.first);

function addNameKinds(name: string): void {
  const words = name.split(' ').sort((a, b) => b.length - a.length);
  addKind(words.find((word) => !isCommon(word)) ?? words[0] ?? '', wordKinds.name);
  if (words.length === 1) addKind(name, wordKinds.first);
}

/** A phrase of `sides.ts` begins with one of the first words. */
const firstFew = 4;

/** What the words in a piece of source may be, by their hashes: now and then something that they are not. */
export function kindsIn(source: string, from: number, to: number): number {
  let kinds = 0;
  let hash = 0;
  let count = 0;
  let last = 0;
  for (let at = from; at <= to; at++) {
    const code = at < to ? source.charCodeAt(at) : 32;
    const letter = code < 0x180 ? (letters[code] ?? 0) : 0;
    if (letter !== 0) hash = (Math.imul(hash, 31) + letter) | 0;
    else if (hash !== 0 && !(code === 39 || code === 0x2019 || (code >= 0x300 && code < 0x370))) {
      last = kindsByHash[slotOf(hash)] ?? 0;
      kinds |= ++count > firstFew ? last & ~allOpeners : last;
      hash = 0;
    }
  }
  return (kinds & ~wordKinds.last) | (last & wordKinds.last);
}

/** Whether words of such kinds may say something. */
export function mayBeSaid(kinds: number): boolean {
  return (kinds & wordKinds.name) !== 0 || mayBePhrase(kinds) || mayBeEnding(kinds);
}

function mayBePhrase(kinds: number): boolean {
  return ((kinds >> openers) & (kinds >> keys) & ((1 << groups) - 1)) !== 0;
}

function mayBeEnding(kinds: number): boolean {
  return (kinds & wordKinds.ending) !== 0 && (kinds & wordKinds.last) !== 0;
}

const signCodes = new Set([...signs.keys()].map((sign) => sign.charCodeAt(0)));

/** Whether a sign may stand at an offset. */
export function mayBeSign(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  if (code === 40 || code === 91) return source.charCodeAt(at + 2) === code + (code === 40 ? 1 : 2);
  return code > 127 && signCodes.has(code);
}

const imperatives = setOf('imperatives');
const elsewhere = setOf('elsewhere');
const nothingMore = setOf('nothingMore');
const nothing = setOf('nothing');

const pairs = new Map(languages.flatMap(({ pairs: [pro, con] }) => [[pro, 'pros'] as const, [con, 'cons'] as const]));

const longestInPair = 1 + Math.max(...[...pairs.keys()].map((name) => name.length));

/** The side that a name stands for where its opposite stands beside it: `Positive` and `Negative`. */
export function sideInPair(phrase: string): Side | undefined {
  return phrase.length < longestInPair ? pairs.get(foldCase(phrase)) : undefined;
}

/** `none`, `n/a`, `None that I know of.`, a dash: there is no point to make. */
export function isNothing(text: string): boolean {
  if (text.length > 30) return false;
  const [first, ...rest] = foldCase(text).match(/[a-z/]+/g) ?? [];
  if (first === undefined) return /^[-–—/.\s]*$/.test(text);
  const isMore = rest.length < 2 || nothingMore.has(rest[0] ?? '');
  return isMore && nothing.has(first.replaceAll('/', ''));
}

/** `Name two benefits of X.`: an exercise, and no sentence about something. */
export function asksFor(sentence: string): boolean {
  return imperatives.has(firstWordOf(sentence));
}

/** Whether a text begins as questions do. */
export function asksSomething(text: string): boolean {
  const first = firstWordOf(text);
  return questionWords.has(first) || leads.has(first);
}

function firstWordOf(text: string): string {
  return foldCase(/^\p{L}+/u.exec(text)?.[0] ?? '');
}

/** Whether beneath a heading nothing is said for or against anything: a glossary, a version of a change log. */
export function isElsewhere(heading: string): boolean {
  return heading.length < 30 && (elsewhere.has(nameOf(heading)) || /^\W*v?\d+\.\d+/.test(heading));
}

/** Whether a sign may stand between two offsets. */
export function mayHoldSign(source: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (mayBeSign(source, at)) return true;
  return false;
}

/** A line that only names a side has at most so many characters. */
export const longestName = 120;
