/** Parses headings, labels, questions and cells: which side of a trade-off they name, or both, and of which topic. */

import { stripCalloutMark } from '../callouts.ts';
import { isMisspellingOf } from '../query/query-words.ts';
import { trimEndWhile } from '../trim-end.ts';
import { foldCase, isAscii, normalizeName } from '../words.ts';
import { ambiguousNames, languages, nonThingWords, nonTopicWords, pronouns, standaloneNames } from './lexicon/index.ts';
import type { Lexicon, Side, UserWords } from './lexicon/lexicon.ts';
import { sides } from './lexicon/lexicon.ts';

export interface ParsedPhrase {
  /** Whether the only name is one that often means something else: `Pro`, `Con`. */
  readonly isAmbiguous?: boolean;
  /** The sides, in order of appearance: two for `Pros and cons`. */
  readonly sides: readonly Side[];
  readonly topic: string | undefined;
}

const maxPhraseWords = 24;
const maxPhraseLength = 200;

interface Word {
  readonly folded: string;
  readonly from: number;
  readonly to: number;
}

const sideByName = new Map<string, Side>();
/** Names directly followed by their topic: `reasons to use X`. */
const topicTakingNames = new Set<string>();
for (const { names: bySide } of languages)
  for (const side of sides)
    for (const name of bySide[side]) {
      const words = name.replace(/ \*$/, '');
      if (!sideByName.has(words)) sideByName.set(words, side);
      if (words !== name) topicTakingNames.add(words);
    }
type WordListKey = {
  [Key in keyof Lexicon]-?: Lexicon[Key] extends readonly string[] ? Key : never;
}[keyof Lexicon];
const mergeWordLists = (key: WordListKey) => new Set(languages.flatMap((language): readonly string[] => language[key]));
const leadWords = mergeWordLists('leadWords');
const quantities = mergeWordLists('quantities');
const topicPrepositions = mergeWordLists('topicPrepositions');
const topicBoundaries = mergeWordLists('topicBoundaries');
const copulas = mergeWordLists('copulas');
const verbs = mergeWordLists('verbs');
const finalVerbs = mergeWordLists('finalVerbs');
const conjunctions = mergeWordLists('conjunctions');
const bothSidesNames = mergeWordLists('bothSidesNames');
const articles = mergeWordLists('articles');
const demonstratives = mergeWordLists('demonstratives');
const predicates = mergeWordLists('predicates');
/** Names after which a topic may follow without a preposition. */
const directTopicNames = new Set(
  languages
    .flatMap(({ hasDirectTopics, names: { pros, cons } }) => (hasDirectTopics ? [...pros, ...cons] : []))
    // `pro Monat`
    .filter((name) => !ambiguousNames.has(name)),
);
const pairedNames = new Map<string, Side>();
for (const { pairedNames: bySide } of languages)
  for (const side of ['pros', 'cons'] as const) for (const name of bySide[side]) pairedNames.set(name, side);
const announcementWords = mergeWordLists('announcementWords');
const allAnnouncementWords = new Set([...quantities, ...verbs, ...finalVerbs, ...announcementWords]);
const conditionWords = mergeWordLists('conditionWords');
const negations = mergeWordLists('negations');
const whyWords = mergeWordLists('whyWords');
const prosAndCons: readonly Side[] = ['pros', 'cons'];

/** Folded letters by character code: lower case, Latin letters without accents; 0 for a character between words. */
const foldedLetters = new Uint8Array(0x180);
for (let code = 0; code < foldedLetters.length; code++) {
  const [folded = ''] = foldCase(String.fromCharCode(code));
  if (/[a-z0-9]/.test(folded)) foldedLetters[code] = folded.charCodeAt(0);
}

/** Parses a phrase; returns undefined if it names no side. */
export function parsePhrase(text: string, vocabulary: Vocabulary): ParsedPhrase | undefined {
  if (text.length > maxPhraseLength) return undefined;
  const phrase = removeQuestionMark(expandPlural(text));
  const kinds = scanWordKinds(phrase, 0, phrase.length, vocabulary);
  if (!mayNameSide(kinds) && !(kinds & wordKinds.whyWord)) return undefined;
  const words = splitWords(phrase);
  if (words.length === 0 || words.length > maxPhraseWords) return undefined;
  if (kinds & wordKinds.name && isNegated(phrase, words, vocabulary)) return undefined;
  const parsed = parseWords(phrase, words, kinds, vocabulary);
  const isAmbiguous = parsed !== undefined && words.length === 1 && doubtfulNames.has(words[0]?.folded ?? '');
  return parsed && isAmbiguous ? { ...parsed, isAmbiguous } : parsed;
}

/** Names in the singular that are more often a plan, a party or a preposition. */
const doubtfulNames = new Set(['pro', 'con', 'contra', 'kontra']);

/** Reports whether a name is negated or part of another word: `Keine Nachteile`, `Non-benefits`, `pros@example.com`. */
function isNegated(phrase: string, words: readonly Word[], vocabulary: Vocabulary): boolean {
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word || !matchName(words, at, vocabulary)) continue;
    const before = phrase.charAt(word.from - 1);
    if (phrase.charAt(word.to) === '@' || (before === '-' && /[\p{L}]/u.test(phrase.charAt(word.from - 2))))
      return true;
    const previous = words[at - 1]?.folded ?? '';
    return negations.has(previous) || (previous === 'd' && negations.has(words[at - 2]?.folded ?? ''));
  }
  return false;
}

function parseWords(
  phrase: string,
  words: readonly Word[],
  kinds: number,
  vocabulary: Vocabulary,
): ParsedPhrase | undefined {
  return (
    (mayMatchTemplate(kinds) ? matchTemplates(phrase, words) : undefined) ??
    (kinds & wordKinds.name
      ? (parseLeadingName(phrase, words, vocabulary) ?? parseTrailingName(phrase, words, vocabulary))
      : undefined) ??
    (mayMatchEnding(kinds) ? parseEnding(phrase, words) : undefined) ??
    (kinds & wordKinds.whyWord ? parseWhyQuestion(phrase, words) : undefined) ??
    (kinds & wordKinds.name ? parseAfterColon(phrase, vocabulary) : undefined)
  );
}

/** Parses a name after a topic and a colon: `Cloud: vantaggi architetturali`. */
function parseAfterColon(phrase: string, vocabulary: Vocabulary): ParsedPhrase | undefined {
  const [, topic = '', rest = ''] = /^([^:：]{2,60})[:：]\s+(\S[^:：]*)$/.exec(phrase) ?? [];
  const words = splitWords(rest);
  const parsed = words.length > 0 && words.length <= 4 ? parseLeadingName(rest, words, vocabulary) : undefined;
  return parsed && { sides: parsed.sides, topic };
}

/** Removes `Q:` before a question. */
function removeQuestionMark(text: string): string {
  return (text.charCodeAt(0) | 32) === 113 ? text.replace(/^q(?:uestion)?\s{0,3}\d{0,4}\s{0,3}[.:)]\s+/i, '') : text;
}

/** Writes a plural in brackets out: `Advantage(s)`. */
function expandPlural(text: string): string {
  return text.includes('(') ? text.replace(/(?<=\p{L})\((s|es|e|n|en)\)/giu, '$1') : text;
}

/** Parses a heading: as a whole, or each of several questions in it. */
export function parseHeading(heading: string, vocabulary: Vocabulary): ParsedPhrase | undefined {
  const whole = parsePhrase(heading, vocabulary);
  if (whole || !/[?？]\s+\S/.test(heading)) return whole;
  for (const question of heading.split(/(?<=[?？])\s+/).slice(0, maxQuestions)) {
    const parsed = parsePhrase(question.replace(/^[\d.)\s]+/, ''), vocabulary);
    if (parsed) return parsed;
  }
  return undefined;
}

const maxQuestions = 4;

/** The names of sides that count in a library: those of all languages, and the library's own. */
export interface Vocabulary {
  readonly userNames: ReadonlyMap<string, Side>;
  /** Flags of words by their hash, for `scanWordKinds`. */
  readonly kindsBySlot: Uint32Array;
}

const vocabularies = new WeakMap<UserWords, Vocabulary>();

/** Returns the vocabulary with a library's own words. Caches the result. */
export function getVocabulary(userWords: UserWords | undefined): Vocabulary {
  if (!userWords) return builtInVocabulary;
  const vocabulary = vocabularies.get(userWords) ?? createVocabulary(userWords);
  vocabularies.set(userWords, vocabulary);
  return vocabulary;
}

function createVocabulary(userWords: UserWords): Vocabulary {
  const userNames = new Map<string, Side>();
  const kindsBySlot = builtInKinds.slice();
  for (const side of sides)
    for (const name of userWords[side] ?? []) {
      const text = joinWords(splitWords(name));
      if (text === '') continue;
      userNames.set(text, side);
      addNameKinds(kindsBySlot, text);
    }
  return { userNames, kindsBySlot };
}

export function parseSingleSide(phrase: string, vocabulary: Vocabulary): SingleSide | undefined {
  const parsed = parsePhrase(phrase, vocabulary);
  return parsed && toSingleSide(parsed);
}

export function toSingleSide({ sides: namedSides, topic, isAmbiguous }: ParsedPhrase): SingleSide | undefined {
  const [side] = namedSides;
  if (side === undefined || namedSides.length !== 1) return undefined;
  return isAmbiguous ? { side, topic, isAmbiguous } : { side, topic };
}

export interface SingleSide {
  readonly side: Side;
  readonly topic: string | undefined;
  readonly isAmbiguous?: boolean;
}

/** Returns the side if the text only names one: `Technical benefits of X`. `Technical benefits of X`. */
export function parseLeadingSide(text: string, vocabulary: Vocabulary): Side | undefined {
  if (text.length > maxPhraseLength) return undefined;
  const words = splitWords(text);
  return words.length > 0 && words.length <= maxPhraseWords
    ? parseLeadingName(text, words, vocabulary)?.sides[0]
    : undefined;
}

/** Splits a phrase into words with their folded form. Text in parentheses is left out. */
function splitWords(phrase: string): Word[] {
  const unparenthesized = phrase.includes('(')
    ? phrase.replace(/\([^()]*\)/g, (inside) => ' '.repeat(inside.length))
    : phrase;
  const words: Word[] = [];
  if (isAscii(unparenthesized)) {
    addAsciiWords(unparenthesized, words);
    return words;
  }
  for (const { 0: whole, index } of unparenthesized.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*[+#]*|[&/+]/gu)) {
    const elided = elisionPattern.exec(whole)?.[0].length ?? 0;
    if (elided > 0) words.push({ folded: foldCase(whole.slice(0, elided - 1)), from: index, to: index + elided });
    const word = whole.slice(elided);
    words.push({ folded: foldCase(word).replace(/['’]/g, ''), from: index + elided, to: index + whole.length });
  }
  return words;
}

/** Words that French and Italian join to the next one: `l'avantage`, `dell'uso`. */
const elisions = ['l', 'd', 'qu', 'c', 'n', 'dell', 'nell', 'sull', 'dall', 'all', 'quest', 'un'];
const elisionPattern = new RegExp(`^(?:${elisions.join('|')})['’](?=[\\p{L}\\p{N}]{2})`, 'iu');

/** Splits ASCII text, the common case, without a regular expression. */
function addAsciiWords(text: string, words: Word[]): void {
  const lower = text.toLowerCase();
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (foldedLetters[code] === 0) {
      if (code === 38 || code === 43 || code === 47) words.push({ folded: lower.charAt(at), from: at, to: at + 1 });
      continue;
    }
    const from = at;
    let hasApostrophe = false;
    for (; at < text.length; at++) {
      const next = text.charCodeAt(at);
      if (next === 39) hasApostrophe = true;
      else if (foldedLetters[next] === 0) break;
    }
    // `C++`, `C#`
    while (text.charCodeAt(at) === 43 || text.charCodeAt(at) === 35) at++;
    const elided = hasApostrophe ? (elisionPattern.exec(lower.slice(from, at))?.[0].length ?? 0) : 0;
    if (elided > 0) words.push({ folded: lower.slice(from, from + elided - 1), from, to: from + elided });
    const word = lower.slice(from + elided, at);
    words.push({ folded: hasApostrophe ? word.replaceAll("'", '') : word, from: from + elided, to: at });
    at--;
  }
}

/** Parses `Pros`, `The main benefits of X`, `Pros and cons of X`, `What advantages does X have?`. */
function parseLeadingName(phrase: string, words: readonly Word[], vocabulary: Vocabulary): ParsedPhrase | undefined {
  let at = 0;
  let name = matchName(words, at, vocabulary);
  while (!name && at < words.length && isLeadWord(words[at])) name = matchName(words, ++at, vocabulary);
  // `the competitive advantage of X`: allow one word that is not in the lists.
  if (!name && at > 0 && topicPrepositions.has(words[matchName(words, at + 1, vocabulary)?.end ?? -1]?.folded ?? ''))
    name = matchName(words, ++at, vocabulary);
  if (!name) {
    const end = matchBothSidesName(words, at);
    return end > 0 ? parseAfterName(phrase, words, end, prosAndCons, false) : undefined;
  }
  const joined = parseJoinedNames(words, name, ambiguousNames.has(words[at]?.folded ?? ''), vocabulary);
  return parseAfterName(phrase, words, joined.end, joined.sides, at > 0);
}

/** Parses names joined to a name: the other side (`pros and cons`), the same side, or a noun (`cons or hurdles of X`). */
function parseJoinedNames(
  words: readonly Word[],
  name: { readonly side: Side; readonly end: number },
  isAmbiguous: boolean,
  vocabulary: Vocabulary,
): { readonly sides: readonly Side[]; readonly end: number } {
  let namedSides: readonly Side[] = [name.side];
  let end = name.end;
  while (conjunctions.has(words[end]?.folded ?? '')) {
    let next = end + 1;
    let second = matchJoinedName(words, next, vocabulary);
    while (!second && next < words.length && isLeadWord(words[next]))
      second = matchJoinedName(words, ++next, vocabulary);
    if (!second) {
      const nounEnd = isAmbiguous && words[end]?.folded !== '/' ? 0 : matchJoinedNoun(words, end + 1);
      if (nounEnd === 0) break;
      end = nounEnd;
      continue;
    }
    if (!namedSides.includes(second.side)) namedSides = [...namedSides, second.side];
    end = second.end;
  }
  return { sides: namedSides, end };
}

/** Matches a name, or one that counts only beside another. */
function matchJoinedName(words: readonly Word[], at: number, vocabulary: Vocabulary) {
  return matchName(words, at, vocabulary) ?? matchName(words, at, { ...vocabulary, userNames: pairedNames });
}

/** Reports whether a range consists of single words, each followed by a conjunction. */
function matchJoinedNouns(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 2)
    if (conjunctions.has(words[at]?.folded ?? '') || !conjunctions.has(words[at + 1]?.folded ?? '')) return false;
  return (to - from) % 2 === 0;
}

/** Returns the end of a noun of one or two words, if the phrase ends there or its topic follows; otherwise 0. */
function matchJoinedNoun(words: readonly Word[], at: number): number {
  for (const end of [at + 1, at + 2]) {
    const isNoun = words
      .slice(at, end)
      .every(({ folded }) => !nonThingWords.has(folded) && !topicPrepositions.has(folded) && !conjunctions.has(folded));
    if (end > words.length || !isNoun) return 0;
    const next = words[end]?.folded;
    if (next === undefined || topicPrepositions.has(next) || conjunctions.has(next)) return end;
  }
  return 0;
}

/** Parses the text after a name: nothing, the topic, or the end of a question. */
function parseAfterName(
  phrase: string,
  words: readonly Word[],
  end: number,
  namedSides: readonly Side[],
  hasLead: boolean,
): ParsedPhrase | undefined {
  if (end === words.length) return { sides: namedSides, topic: undefined };
  const next = words[end]?.folded ?? '';
  // `il vantaggio principale del layering`: adjectives after the name
  while (isAdjective(words[end]) && topicPrepositions.has(words[end + 1]?.folded ?? '')) end++;
  const isSeparated = /^\s*[-–—:|]\s*$/.test(phrase.slice(words[end - 1]?.to, words[end]?.from));
  if (isSeparated) return { sides: namedSides, topic: extractSeparatedTopic(phrase, words, end) };
  const isFiller = words.slice(end).every((word) => isLeadWord(word) || announcementWords.has(word.folded));
  if (hasLead && predicates.has(next)) return { sides: namedSides, topic: undefined };
  const isBoundary = topicBoundaries.has(next) && matchPreposition(words, end) === 0;
  if (isBoundary || (isFiller && words.length - end <= 3)) return { sides: namedSides, topic: undefined };
  if (topicTakingNames.has(joinWords(words.slice(Math.max(0, end - 3), end))))
    return { sides: namedSides, topic: extractTopic(phrase, words, end, words.length) };
  // A preposition at the end does not count: the `do` in `what the pros do` is not Portuguese.
  const prepositionEnd = matchPreposition(words, end);
  if (prepositionEnd > 0 && prepositionEnd < words.length)
    return { sides: namedSides, topic: extractTopic(phrase, words, prepositionEnd, words.length) };
  const isDirect =
    words.length - end <= maxDirectTopicWords &&
    directTopicNames.has(words[end - 1]?.folded ?? '') &&
    words
      .slice(end)
      .every(({ folded }) => !nonThingWords.has(folded) && !verbs.has(folded) && !conjunctions.has(folded));
  if (isDirect) return { sides: namedSides, topic: extractTopic(phrase, words, end, words.length) };
  const nextTwoWords = `${next} ${words[end + 1]?.folded ?? ''}`;
  if (!hasLead || !(verbs.has(next) || verbs.has(nextTwoWords))) return undefined;
  let topicEnd = words.length;
  while (topicEnd > end && finalVerbs.has(words[topicEnd - 1]?.folded ?? '')) topicEnd--;
  const topic = extractTopic(phrase, words, end + 1, topicEnd);
  // `What the pros do` does not ask about a topic.
  return topic === undefined ? undefined : { sides: namedSides, topic };
}

/** Returns the topic after a separator; undefined for an introduction: `Cons: many, to name a few`. */
function extractSeparatedTopic(phrase: string, words: readonly Word[], start: number): string | undefined {
  const isIntroduction =
    allAnnouncementWords.has(words[start]?.folded ?? '') || nonTopicWords.has(words[start]?.folded ?? '');
  const topic = isIntroduction ? undefined : extractTopic(phrase, words, start, words.length);
  return topic?.includes(',') ? undefined : topic;
}

/** How many words may follow a name without a preposition as its topic. */
const maxDirectTopicWords = 3;

/** Returns the end of a preposition, also after a participle: `benefits of`, `benefits experienced with`, `benefits when using`. */
function matchPreposition(words: readonly Word[], at: number): number {
  const first = words[at]?.folded ?? '';
  const second = words[at + 1]?.folded ?? '';
  // `Benefit from our work`
  if (first === 'from' && !/s$/.test(words[at - 1]?.folded ?? '')) return 0;
  if (topicPrepositions.has(first)) return at + 1;
  if (second === 'using' && (first === 'when' || first === 'in' || first === 'while' || first === 'by')) return at + 2;
  return /.(?:ed|ing)$/.test(first) && topicPrepositions.has(second) ? at + 2 : 0;
}

/** Parses a question that consists of `why` and a capitalized name: `Why REST?`. */
function parseWhyQuestion(phrase: string, words: readonly Word[]): ParsedPhrase | undefined {
  if (!whyWords.has(words[0]?.folded ?? '')) return undefined;
  // `Why REST instead of RPC?`
  const boundary = words.findIndex(({ folded }) => topicBoundaries.has(folded));
  const end = boundary > 0 ? boundary : words.length;
  if (end > 4) return undefined;
  // `Why not Bash?`
  const isNegated = negations.has(words[1]?.folded ?? '');
  const start = isNegated ? 2 : 1;
  if (end <= start || words.slice(start, end).some(({ folded }) => nonThingWords.has(folded))) return undefined;
  const topic = extractTopic(phrase, words, start, end);
  // `Why pair program?` does not name a thing.
  return topic !== undefined && /^[\p{Lu}\p{N}`]/u.test(topic)
    ? { sides: [isNegated ? 'cons' : 'pros'], topic }
    : undefined;
}

const sideByAdvice = new Map<string, 'useWhen' | 'avoidWhen'>();
for (const language of languages)
  for (const side of ['useWhen', 'avoidWhen'] as const)
    for (const start of language.advice[side]) sideByAdvice.set(start, side);
const maxAdviceWords = Math.max(...[...sideByAdvice.keys()].map((start) => start.split(' ').length));

const sideByEnding = new Map<string, Side>();
for (const language of languages)
  for (const side of sides) for (const ending of language.endings[side]) sideByEnding.set(ending, side);

/** Parses a phrase that starts with its topic: `Alt text is useful for`. */
function parseEnding(phrase: string, words: readonly Word[]): ParsedPhrase | undefined {
  for (let length = Math.min(5, words.length - 1); length > 1; length--) {
    const start = words.length - length;
    const side = sideByEnding.get(joinWords(words.slice(start)));
    if (!side) continue;
    const verb = words.findIndex(({ folded }) => copulas.has(folded));
    return { sides: [side], topic: extractTopic(phrase, words, 0, verb >= 0 && verb < start ? verb : start) };
  }
  return undefined;
}

/** Parses a phrase that ends in a name: `React advantages`, `Docker: pros and cons`. */
function parseTrailingName(phrase: string, words: readonly Word[], vocabulary: Vocabulary): ParsedPhrase | undefined {
  let start = words.length;
  let namedSides: readonly Side[] = [];
  for (let length = 3; length > 0 && namedSides.length === 0; length--) {
    const name = matchName(words, words.length - length, vocabulary);
    if (name?.end !== words.length) continue;
    start = words.length - length;
    namedSides = [name.side];
    const isPair = conjunctions.has(words[start - 1]?.folded ?? '');
    const previousName = isPair ? matchName(words, start - 2, vocabulary) : undefined;
    if (previousName && previousName.end === start - 1 && previousName.side !== name.side) {
      start -= 2;
      namedSides = [previousName.side, name.side];
    }
  }
  if (namedSides.length === 0 && matchBothSidesName(words, words.length - 2) === words.length) {
    start = words.length - 2;
    namedSides = prosAndCons;
  }
  const name = joinWords(words.slice(start));
  if (namedSides.length === 0 || standaloneNames.has(name) || !/(?:s|eile)$/.test(name)) return undefined;
  let from = 0;
  while (from < start && isLeadWord(words[from])) from++;
  if (from === start || start - from > 6) return undefined;
  // `Issues / Disadvantages`
  if (namedSides.length === 1 && matchJoinedNouns(words, from, start)) return { sides: namedSides, topic: undefined };
  for (let at = from; at < start; at++) if (nonTopicWords.has(words[at]?.folded ?? '')) return undefined;
  // `Measuring the benefits`, `Listing pros`
  if (/.ing$/.test(words[from]?.folded ?? '') && (start - from === 1 || articles.has(words[start - 1]?.folded ?? '')))
    return undefined;
  // `NAT has many benefits` is a sentence about NAT.
  if (words.slice(from, start).some(({ folded }) => verbs.has(folded) || quantities.has(folded)))
    return { sides: namedSides, topic: findSubject(phrase, words) };
  return { sides: namedSides, topic: extractTopic(phrase, words, from, start) };
}

function joinWords(words: readonly Word[]): string {
  return words.map(({ folded }) => folded).join(' ');
}

function matchName(
  words: readonly Word[],
  at: number,
  { userNames }: Vocabulary,
): { side: Side; end: number } | undefined {
  if (at < 0) return undefined;
  let text = '';
  let longestMatch: { side: Side; end: number } | undefined;
  for (let end = at; end < Math.min(words.length, at + 3); end++) {
    text += (end > at ? ' ' : '') + (words[end]?.folded ?? '');
    const side = sideByName.get(text) ?? userNames.get(text);
    if (side) longestMatch = { side, end: end + 1 };
  }
  return longestMatch;
}

/** Returns the index after words that announce both sides, or 0 if there are none. */
function matchBothSidesName(words: readonly Word[], at: number): number {
  if (at < 0) return 0;
  let text = '';
  for (let end = at; end < Math.min(words.length, at + 5); end++) {
    text += (end > at ? ' ' : '') + (words[end]?.folded ?? '');
    if (bothSidesNames.has(text)) return end + 1;
  }
  return 0;
}

function isLeadWord(word: Word | undefined): boolean {
  return word !== undefined && (leadWords.has(word.folded) || quantities.has(word.folded) || /^\d+$/.test(word.folded));
}

function isAdjective(word: Word | undefined): boolean {
  return (
    word !== undefined &&
    leadWords.has(word.folded) &&
    !topicPrepositions.has(word.folded) &&
    !quantities.has(word.folded)
  );
}

const maxTopicWords = 10;

/** Returns a topic as written, without leading articles, or undefined if it is empty or a pronoun. */
function extractTopic(phrase: string, words: readonly Word[], start: number, limit: number): string | undefined {
  let from = start;
  let end = limit;
  if (demonstratives.has(words[from]?.folded ?? '')) return undefined;
  // `Some of the benefits of Git are`: a verb and what follows it are not part of the topic.
  for (let at = from + 1; at < end; at++) if (predicates.has(words[at]?.folded ?? '')) end = at;
  while (end > from && copulas.has(words[end - 1]?.folded ?? '')) end--;
  while (from < end && articles.has(words[from]?.folded ?? '')) from++;
  // In `flexbox over float` the topic ends before `over`, as it does before a clause; `SQL vs NoSQL` is one topic.
  let boundary = from + 1;
  while (
    boundary < end &&
    !(topicBoundaries.has(words[boundary]?.folded ?? '') && !conjunctions.has(words[boundary]?.folded ?? ''))
  )
    boundary++;
  if (boundary < end) return extractTopic(phrase, words, from, boundary);
  const first = words[from];
  const last = words[end - 1];
  if (!first || !last || from >= end || end - from > maxTopicWords) return undefined;
  // `<h1> element`
  const at = phrase[first.from - 1] === '<' ? first.from - 1 : first.from;
  // At the end of a phrase, quotation marks and parentheses belong to the topic, but a question mark does not.
  const isLast = end === words.length;
  const rawTopic = isLast
    ? trimEndWhile(phrase.slice(at).replace(/\s\([^()]{0,120}\)\W{0,5}$/, ''), /[\s?？!.,:：…]/)
    : phrase.slice(at, last.to);
  const topic = rawTopic.replaceAll('`', '').replace(/['’]s?$/, '');
  return pronouns.has(foldCase(topic)) ? undefined : topic;
}

const topicPrefixes = new Set(
  languages.flatMap((language) => language.topicPrefixes.map((prefix) => joinWords(splitWords(prefix)))),
);
const maxPrefixWords = Math.max(...[...topicPrefixes].map((prefix) => prefix.split(' ').length));
const vagueHeadings = mergeWordLists('vagueHeadings');

/** Numbers and kinds of parts before a name: `3.4`, `ADR-4:`, `0006:`, `Chapter 4 -`. */
const partPattern =
  /^(?:(?:adr|rfc|question|exercise|exercice|frage|pregunta|fiche|session|article|option|alternative|approach|variante|chapter|class|week|day|lecture|lesson|part|module|unit|reading|read|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|tema)[-\s]*\d+[a-z]?\s*[:.)–—-]+\s*|\d+(?:\.\d+)+\s+|\d+(?:[.,]\d+)*\s*[:.)–—-]+\s*|[a-z]\)\s+)(?=\S)/i;

/** Returns the topic that a heading or title names, without decoration, numbers, and the words of a question. */
export function cleanTopic(text: string): string {
  // A date is a name of its own.
  if (/^\d{4}-\d\d-\d\d/.test(text)) return text;
  let name = stripCalloutMark(text).replace(/^[^\p{L}\p{N}<`'"“(.#@$/[]+/u, '');
  for (let previous = ''; previous !== name; ) {
    previous = name;
    name = name.replace(partPattern, '');
  }
  if (name === '') return text;
  const words = splitWords(name);
  for (let length = Math.min(maxPrefixWords, words.length - 1); length > 0; length--) {
    if (!topicPrefixes.has(joinWords(words.slice(0, length)))) continue;
    // `What is …?` names a topic; a longer question does not.
    if (words.length - length > maxTopicWords) break;
    const topic = extractTopic(name, words, length, words.length);
    return topic !== undefined && !/^to \S/i.test(topic) ? topic : name;
  }
  return name;
}

/** Reports whether a heading names no topic: `Context`, `Summary`. */
export function isVagueHeading(heading: string): boolean {
  return (
    heading.length < 40 &&
    vagueHeadings.has(joinWords(splitWords(heading.replace(partPattern, '').replace(/^\d+\s+/, ''))))
  );
}

/** Reports whether a heading announces trade-offs without telling the sides apart. */
export function isUndecided(heading: string): boolean {
  return /\btrade[- ]?offs?\b/i.test(heading);
}

/** Reports whether a phrase compares things: `A vs B`. */
export function isComparison(phrase: string): boolean {
  return splitWords(phrase).some(({ folded }) => conjunctions.has(folded));
}

interface Template {
  readonly side: Side;
  /** Any text that matches the pattern contains at least one of these. */
  readonly requiredWords: readonly string[];
  readonly pattern: RegExp;
}

/** Templates of all languages by their first word. Negative sides come first, since their templates contain `not`. */
const templatesByFirstWord = new Map<string, Template[]>();
for (const side of ['avoidWhen', 'cons', 'useWhen', 'pros'] as const)
  for (const { phrases } of languages)
    for (const phrase of phrases[side]) {
      const template = { side, pattern: compileTemplate(phrase), requiredWords: findRequiredWords(phrase) };
      for (const word of findFirstWords(phrase)) {
        const sameFirstWord = templatesByFirstWord.get(word);
        if (sameFirstWord) sameFirstWord.push(template);
        else templatesByFirstWord.set(word, [template]);
      }
    }

function splitTemplate(phrase: string): string[] {
  return phrase.match(/\([^()]*\)\??|\S+/g) ?? [];
}

/** Compiles a template from a lexicon to a pattern over folded words, each followed by a space. */
function compileTemplate(phrase: string): RegExp {
  const pattern = splitTemplate(phrase).map((part) => {
    if (part === '*') return '(?<topic>(?:\\S+ )+?)';
    if (part === '...') return '(?:\\S+ )*';
    if (!part.startsWith('(')) return `${part} `;
    return `(?:(?:${part.slice(1, part.lastIndexOf(')'))}) )${part.endsWith('?') ? '?' : ''}`;
  });
  return new RegExp(`^${pattern.join('')}$`);
}

/** Returns words (each followed by a space), one of which every match contains: the mandatory part with the fewest. */
function findRequiredWords(phrase: string): string[] {
  const parts = splitTemplate(phrase).filter((part) => part !== '*' && part !== '...' && !part.endsWith('?'));
  const choices = parts.map((part) =>
    part
      .replace(/^\(|\)$/g, '')
      .split('|')
      .map((choice) => `${choice} `),
  );
  return choices.sort((a, b) => a.length - b.length || (b[0] ?? '').length - (a[0] ?? '').length)[0] ?? [];
}

function findFirstWords(phrase: string): string[] {
  const words: string[] = [];
  for (const part of splitTemplate(phrase)) {
    const choices = part.replace(/^\(|\)\??$/g, '').split('|');
    for (const item of choices.map((choice) => choice.split(' ')[0] ?? '')) words.push(item);
    if (!part.endsWith('?')) break;
  }
  return words;
}

/** Matches `Why use X?`, `When should you not use X?`, `Best for`, also after lead words: `Explain why we need it`. */
function matchTemplates(phrase: string, words: readonly Word[]): ParsedPhrase | undefined {
  const start = words.findIndex((word) => !isLeadWord(word));
  return (
    matchTemplatesFrom(phrase, words, 0) ??
    (start > 0 && start <= maxLeadWords ? matchTemplatesFrom(phrase, words, start) : undefined)
  );
}

const maxLeadWords = 3;

function matchTemplatesFrom(phrase: string, words: readonly Word[], start: number): ParsedPhrase | undefined {
  const candidates = templatesByFirstWord.get(words[start]?.folded ?? '');
  if (!candidates) return undefined;
  const text = `${joinWords(words.slice(start))} `;
  for (const { side, pattern, requiredWords } of candidates) {
    if (!requiredWords.some((word) => text.includes(word))) continue;
    const match = pattern.exec(text);
    // `Should we use an else if?` does not end in a condition.
    if (!match || (start > 0 && / (?:when|if) $/.test(text))) continue;
    const topic = match.groups?.topic;
    // `Why do we need to copy it?` asks for a reason, not for advantages.
    if (topic && /^(?:to|which) \S/.test(topic)) continue;
    if (topic === undefined) return { sides: [side], topic: undefined };
    const from = start + countWords(text.slice(0, text.indexOf(topic, getFirstWordEnd(text))));
    return { sides: [side], topic: extractTopic(phrase, words, from, from + countWords(topic)) };
  }
  return undefined;
}

function getFirstWordEnd(text: string): number {
  return text.indexOf(' ') + 1;
}

function countWords(text: string): number {
  return text.split(' ').length - 1;
}

/** Parses a sentence that announces the points of a side: `There are several benefits to using X:`. */
export function parseAnnouncement(
  sentence: string,
  vocabulary: Vocabulary,
): { readonly side: Side; readonly topic: string | undefined } | undefined {
  if ((scanWordKinds(sentence, 0, sentence.length, vocabulary) & wordKinds.name) === 0) return undefined;
  const words = splitWords(sentence);
  if (words.length === 0 || words.length > 40) return undefined;
  const leading = parseLeadingName(sentence, words, vocabulary);
  const parsed = leading && toSingleSide(leading);
  if (parsed && !words.some(({ folded }) => solvedWords.has(folded))) return parsed;
  const side =
    leading || words.some(({ folded }) => solvedWords.has(folded)) ? undefined : findAnnouncedSide(words, vocabulary);
  return side && { side, topic: findSubject(sentence, words) };
}

/** `This drawback will be mitigated by:` */
const solvedWords = new Set(['mitigated', 'solved', 'addressed', 'overcome', 'avoided', 'resolved', 'reduced']);

const maxSubjectWords = 8;

/** Returns the subject of a sentence that announces points: `Linked lists have several advantages:`. */
function findSubject(sentence: string, words: readonly Word[]): string | undefined {
  const verb = words.findIndex(({ folded }) => verbs.has(folded));
  if (verb < 1 || verb > maxSubjectWords) return undefined;
  const isClause = words.slice(0, verb).some(({ folded }) => nonThingWords.has(folded) || conditionWords.has(folded));
  return isClause ? undefined : extractTopic(sentence, words, 0, verb);
}

function findAnnouncedSide(words: readonly Word[], vocabulary: Vocabulary): Side | undefined {
  if (conditionWords.has(words[0]?.folded ?? '')) return undefined;
  let announcedSide: Side | undefined;
  for (let at = 1; at < words.length; at++) {
    const name = matchName(words, at, vocabulary);
    if (!name) continue;
    if (announcedSide && announcedSide !== name.side) return undefined;
    // `Many use cases, for example:` announces examples.
    if (name.side !== 'pros' && name.side !== 'cons' && words.some(({ folded }) => /^examples?$/.test(folded)))
      return undefined;
    if (words.slice(Math.max(0, at - 4), at).some(({ folded }) => negations.has(folded))) return undefined;
    const isLast = name.end >= words.length - 1 && at > 1 && !ambiguousNames.has(words[at]?.folded ?? '');
    const reach = ambiguousNames.has(words[at]?.folded ?? '') ? 1 : 4;
    const isAnnounced = words
      .slice(Math.max(0, at - reach), at)
      .some(({ folded }) => allAnnouncementWords.has(folded) || /^\d+$/.test(folded));
    if (isAnnounced || isLast) announcedSide = name.side;
  }
  return announcedSide;
}

const sideByReason = new Map(
  languages.flatMap(({ reasons: bySide }) =>
    (['pros', 'cons', 'neutral'] as const).flatMap((side) => bySide[side].map((words) => [words, side] as const)),
  ),
);
const sideByReasonWord = new Map([...sideByReason].map(([words, side]) => [words.split(' ')[0] ?? '', side]));

/** Parses a reason from a decision record: `Good, because it is fast`. Some authors omit `because`. */
export function parseReason(
  text: string,
): { side: 'pros' | 'cons' | 'neutral'; text: string; hasBecause: boolean } | undefined {
  const [, first = '', second = '', afterBecause = ''] =
    /^(\p{L}{2,12}),?\s+(\p{L}{2,10}|parce que)(?:\s*[:：]$|\s+(\S.*)$)/u.exec(text) ?? [];
  const sideWithBecause = sideByReason.get(`${foldCase(first)} ${foldCase(second)}`);
  if (sideWithBecause) return { side: sideWithBecause, text: afterBecause, hasBecause: true };
  const [, word = '', reason = ''] = /^(\p{Lu}\p{L}{1,11}),\s+(\S.*)$/u.exec(text) ?? [];
  const side = sideByReasonWord.get(foldCase(word));
  return side && { side, text: reason, hasBecause: false };
}

/** Parses an item that says when to use or avoid what is above it: `Useful when you need speed`. */
function parseAdvice(text: string): 'useWhen' | 'avoidWhen' | undefined {
  const words = splitWords(text.slice(0, 80));
  for (let length = Math.min(maxAdviceWords, words.length - 1); length > 1; length--) {
    const side = sideByAdvice.get(joinWords(words.slice(0, length)));
    if (side) return side;
  }
  return undefined;
}

/** Parses an item that says when to use or avoid a thing: `Use X when you need speed`. */
export function parseCondition(
  text: string,
): { readonly side: 'useWhen' | 'avoidWhen'; readonly topic: string | undefined } | undefined {
  const advice = parseAdvice(text);
  if (advice) return { side: advice, topic: undefined };
  const [, verb = '', topic = ''] =
    /^(use|choose|prefer|pick|avoid|do not use|don[’']t use)\s+(\S+(?:\s+\S+){0,3}?)\s+(?:when|if|for)\s/i.exec(text) ??
    [];
  if (topic === '' || pronouns.has(topic.toLowerCase())) return undefined;
  return { side: /^(?:avoid|do|don)/i.test(verb) ? 'avoidWhen' : 'useWhen', topic };
}

/** Parses an item of a decision record that starts with a judgment: `Good: it is fast`. */
export function parseJudgment(text: string): { side: 'pros' | 'cons' | 'neutral'; text: string } | undefined {
  const [, word = '', reason = ''] = /^(\p{Lu}\p{L}{1,11})\s*[:：]\s+(\S.*)$/su.exec(text) ?? [];
  const side = sideByReasonWord.get(foldCase(word));
  return side && { side, text: reason };
}

// A fast pre-check for words that may name a side: one pass of hash lookups, without allocating strings.

export const wordKinds = {
  name: 1,
  whyWord: 2,
  /** `ending`: any word of an ending; `endingLast`: its last word. */
  ending: 4,
  endingLast: 8,
  /** A one-word side name, or the first word of a reason. */
  lineStart: 16,
} as const;
// Templates are grouped by first word. Each group has two bits: one for its first words and a higher one for its other
// words.
const openerShift = 8;
const keywordShift = 16;
const groupCount = 8;
const openerMask = ((1 << groupCount) - 1) << openerShift;

const hashBits = 15;
/** The flags of the words of all languages. */
const builtInKinds = new Uint32Array(1 << hashBits);
const builtInVocabulary: Vocabulary = { userNames: new Map(), kindsBySlot: builtInKinds };

function getSlot(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - hashBits);
}

function hashWord(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = (Math.imul(hash, 31) + word.charCodeAt(at)) | 0;
  return hash;
}

const elisionHashes: ReadonlySet<number> = new Set(elisions.map(hashWord));

function addKind(kindsBySlot: Uint32Array, word: string, kind: number): void {
  const hash = hashWord(word);
  kindsBySlot[getSlot(hash)] = (kindsBySlot[getSlot(hash)] ?? 0) | kind;
}

const isCommonWord = (word: string) =>
  leadWords.has(word) || topicPrepositions.has(word) || verbs.has(word) || articles.has(word);
const questionWords = new Set([...whyWords, 'what', 'when', 'how', 'where']);
const groupByOpener = new Map<string, number>();
for (const { phrases } of languages)
  for (const side of sides)
    for (const phrase of phrases[side])
      for (const opener of findFirstWords(phrase)) {
        const group = groupByOpener.get(opener) ?? Math.min(groupByOpener.size, groupCount - 1);
        groupByOpener.set(opener, group);
        addKind(builtInKinds, opener, 1 << (openerShift + group));
        for (const word of phrase.match(/[a-z0-9]+/g) ?? [])
          if (!isCommonWord(word) && !questionWords.has(word)) addKind(builtInKinds, word, 1 << (keywordShift + group));
      }
for (const ending of sideByEnding.keys()) {
  const words = ending.split(' ');
  for (const word of words) if (!isCommonWord(word)) addKind(builtInKinds, word, wordKinds.ending);
  addKind(builtInKinds, words.at(-1) ?? '', wordKinds.endingLast);
}
for (const word of whyWords) addKind(builtInKinds, word, wordKinds.whyWord);
for (const name of [...sideByName.keys(), ...bothSidesNames]) addNameKinds(builtInKinds, name);
for (const verb of ['use', 'choose', 'prefer', 'pick', 'avoid']) addKind(builtInKinds, verb, wordKinds.lineStart);
for (const start of sideByAdvice.keys()) addKind(builtInKinds, start.split(' ')[0] ?? '', wordKinds.lineStart);
for (const reason of sideByReason.keys()) addKind(builtInKinds, reason.split(' ')[0] ?? '', wordKinds.lineStart);

function addNameKinds(kindsBySlot: Uint32Array, name: string): void {
  const words = name.split(' ').sort((a, b) => b.length - a.length);
  addKind(kindsBySlot, words.find((word) => !isCommonWord(word)) ?? words[0] ?? '', wordKinds.name);
  if (words.length === 1) addKind(kindsBySlot, name, wordKinds.lineStart);
}

/** A template may only start at one of the first words of a text. */
const maxOpenerPosition = 4;

/** Returns the combined flags of the words in a range. Hash collisions may set extra flags. */
export function scanWordKinds(source: string, from: number, to: number, { kindsBySlot }: Vocabulary): number {
  let kinds = 0;
  let hash = 0;
  let count = 0;
  let lastKinds = 0;
  for (let at = from; at <= to; at++) {
    const code = at < to ? source.charCodeAt(at) : 32;
    const letter = code < 0x180 ? (foldedLetters[code] ?? 0) : 0;
    if (letter !== 0) hash = (Math.imul(hash, 31) + letter) | 0;
    else if (
      hash !== 0 &&
      (code === 39 || code === 0x2019 ? elisionHashes.has(hash) : !(code >= 0x300 && code < 0x370))
    ) {
      lastKinds = kindsBySlot[getSlot(hash)] ?? 0;
      kinds |= ++count > maxOpenerPosition ? lastKinds & ~openerMask : lastKinds;
      hash = 0;
    }
  }
  return (kinds & ~wordKinds.endingLast) | (lastKinds & wordKinds.endingLast);
}

export function mayNameSide(kinds: number): boolean {
  return (kinds & wordKinds.name) !== 0 || mayMatchTemplate(kinds) || mayMatchEnding(kinds);
}

function mayMatchTemplate(kinds: number): boolean {
  return ((kinds >> openerShift) & (kinds >> keywordShift) & ((1 << groupCount) - 1)) !== 0;
}

function mayMatchEnding(kinds: number): boolean {
  return (kinds & wordKinds.ending) !== 0 && (kinds & wordKinds.endingLast) !== 0;
}

const imperatives = mergeWordLists('imperatives');
const unrelatedHeadings = mergeWordLists('unrelatedHeadings');
const emptyAnswerContinuations = mergeWordLists('emptyAnswerContinuations');
const emptyAnswers = mergeWordLists('emptyAnswers');

/** The names that count only beside the other side. */
const pairedKinds = new Uint32Array(1 << hashBits);
for (const name of pairedNames.keys()) addNameKinds(pairedKinds, name);
const pairedVocabulary: Vocabulary = { userNames: pairedNames, kindsBySlot: pairedKinds };

/**
 * Parses a phrase that names a side only beside the other side: `Problems`, `Costs of X`, a misspelled name.
 * @param mayBeMisspelled whether to look for misspelled names; pointless if nothing names the other side
 */
export function parsePairedName(text: string, mayBeMisspelled: boolean): SingleSide | undefined {
  if (text.length > maxPairedLength) return undefined;
  const kinds = scanWordKinds(text, 0, text.length, pairedVocabulary);
  const words = (kinds & wordKinds.name) !== 0 ? splitWords(text) : [];
  // `Risks if not implemented` are not those of the topic.
  const isConditional = words.slice(1).some(({ folded }) => topicBoundaries.has(folded));
  const parsed = words.length > 0 && !isConditional ? parseLeadingName(text, words, pairedVocabulary) : undefined;
  return parsed ? toSingleSide(parsed) : mayBeMisspelled ? parseMisspelledName(text) : undefined;
}

const maxPairedLength = 80;
/** Shorter names are not corrected: too many words are similar to them. */
const minMisspelledLength = 8;
const longNames = [...sideByName].filter(([name]) => name.length >= minMisspelledLength && !name.includes(' '));

function parseMisspelledName(text: string): { readonly side: Side; readonly topic: undefined } | undefined {
  const word = foldCase(/^\p{L}+/u.exec(text)?.[0] ?? '');
  if (word.length < minMisspelledLength || /\p{L}/u.test(text.slice(word.length))) return undefined;
  const match = longNames.find(([name]) => name[0] === word[0] && isMisspellingOf(word, name));
  return match && { side: match[1], topic: undefined };
}

/** What a template or a reference has in place of a point: `{{text}}`, `[Argument 1]`, `see above`. */
const placeholder =
  /^(?:\{\{.*\}\}|<!--.*-->|%%.*%%|\[(?:argument|pro|con|point|text)[^\]]*\]|(?:see|siehe|vedi|ver|zie|voir)\s(?:also|above|below|oben|unten|sopra|acima|boven|section|page|chapter)\b.{0,40}|(?:verdict|conclusion|author|source|sources|see also|last edited|further reading)\b\s*(?::|by\b).*|to be (?:done|determined|defined)|not yet known)$/isu;

/** Reports whether a text means that there are no points: `none`, `n/a`, `None that I know of.`, a dash. */
export function isEmptyAnswer(text: string): boolean {
  if (!/\p{L}/u.test(text) || placeholder.test(text)) return true;
  if (text.length > 30) return false;
  const [first, ...otherWords] = foldCase(text).match(/[a-z/]+/g) ?? [];
  if (first === undefined) return /^[-–—/.\s]*$/.test(text);
  const mayContinue = otherWords.length === 0 || emptyAnswerContinuations.has(otherWords[0] ?? '');
  return mayContinue && emptyAnswers.has(first.replaceAll('/', ''));
}

/** Reports whether a sentence is an exercise: `Name two benefits of X.` */
export function isExercise(sentence: string): boolean {
  return imperatives.has(readFirstWord(sentence));
}

export function isQuestionLike(text: string): boolean {
  const first = readFirstWord(text);
  return questionWords.has(first) || leadWords.has(first);
}

function readFirstWord(text: string): string {
  return foldCase(/^\p{L}+/u.exec(text)?.[0] ?? '');
}

/** Reports whether the section of a heading cannot contain trade-offs: a glossary, a checklist. */
export function isUnrelatedHeading(heading: string): boolean {
  return heading.length < 30 && unrelatedHeadings.has(normalizeName(heading));
}

/** Reports whether a heading is that of a version in a changelog: `2.0.0 (2026-01-31)`. */
export function isVersionHeading(heading: string): boolean {
  return (
    heading.length < 30 && /^\W*v?\d+(?:\.\d+)+(?:[-+]\S+|(?:alpha|beta|rc)\d*)?(?:\W+[\d./-]+\W*)?$/.test(heading)
  );
}

export const maxNameLength = 120;
