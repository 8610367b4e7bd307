/**
 * Finds pros, cons, and when to use or avoid a topic. Each rule finds matches: places that name a side, with the
 * entries below them (`rules.ts`, `entries.ts`). `resolve-overlaps.ts` resolves overlaps between rules: an entry belongs to the nearest match,
 * a match nested in an entry belongs to the entry, and an entry that contains several sides is a topic.
 */

import type { Item, Note, Section, TradeOff } from '../note.ts';
import { getFileStem } from '../note.ts';
import { foldCase, normalizeName } from '../words.ts';
import { Scan } from './candidates.ts';
import type { UserWords } from './lexicon/lexicon.ts';
import type { Vocabulary } from './phrases.ts';
import {
  cleanTopic,
  getVocabulary,
  isComparison,
  isUnrelatedHeading,
  isVagueHeading,
  isVersionHeading,
} from './phrases.ts';
import type { SideMatch } from './resolve-overlaps.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';
import { tradeOffRules } from './rules.ts';
import { mapSides } from './select.ts';
import { PrecedingNames } from './topics.ts';

const cache = new WeakMap<Note, readonly TradeOff[]>();

/**
 * Returns the trade-offs of a note, one per topic, in document order. Caches the result.
 * @param userWords additional names of sides; must be the same for every call with a note
 */
export function readTradeOffs(note: Note, userWords?: UserWords): readonly TradeOff[] {
  const tradeOffs = cache.get(note) ?? findTradeOffs(note, getVocabulary(userWords));
  cache.set(note, tradeOffs);
  return tradeOffs;
}

function findTradeOffs(note: Note, vocabulary: Vocabulary): TradeOff[] {
  const scan = new Scan(note, vocabulary);
  const matches = resolveOverlaps(
    note,
    tradeOffRules.flatMap((rule) => rule.find(scan)),
    vocabulary,
  );
  const groups = new Map<string, TradeOff & Record<SideMatch['side'], Item[]>>();
  const topicMatches = findTopics(scan, matches);
  for (const topicMatch of topicMatches) {
    const { match, section, nameLine } = topicMatch;
    const topic = findOwnTopic(topicMatch, topicMatches) ?? topicMatch.topic;
    const key = `${nameLine ?? section?.line ?? 0} ${foldCase(topic)}`;
    const isOwn = topic === getOwnTopic(note, section);
    const group = groups.get(key) ?? {
      note,
      topic,
      section,
      isSectionTopic: isOwn,
      line: nameLine ?? (isOwn ? section?.line : undefined) ?? note.lines.lineAt(match.from),
      ...mapSides(() => []),
    };
    groups.set(key, group);
    for (const item of match.items) group[match.side].push(item);
  }
  const doubtful = findDoubtfulGroups(topicMatches, note);
  return [...groups.values()].filter((group) => !doubtful(group)).sort((a, b) => a.line - b.line);
}

/** Notes on requirements, where a use case is a document or a diagram. */
const requirementsWord =
  /\b(?:uml|use[ -]cases?[ -](?:diagram|beschreibung|beschrijving|specification|template)s?|diagram\w* (?:de |des |dos? )?cas\w* d\w* )\b/i;
const useCaseName =
  /\b(?:use[ -]cases?|casos? de uso|cas d[’']utilisation|cas[oi] d[’']uso|anwendungsf(?:all|älle))\b/i;

/** Reports whether a name is `Use case` in a note on requirements. */
function isRequirement({ source }: Note, { from }: SideMatch): boolean {
  const [name = ''] = source.slice(from, from + 80).split(/[\r\n]/, 1);
  return useCaseName.test(name) && requirementsWord.test(source);
}

const lispWord = /\b(?:cdr|car|lisp|scheme|haskell|clojure|racket)\b/i;

/**
 * Returns a test for groups that have one side only, from names that often mean something else: `Pro` as a plan, `cons` in
 * Lisp.
 */
function findDoubtfulGroups(topicMatches: readonly TopicMatch[], note: Note): (tradeOff: TradeOff) => boolean {
  const sides = new Set(topicMatches.map(({ match }) => match.side));
  const hasBoth = sides.has('pros') && sides.has('cons');
  const ambiguous = new Set(
    topicMatches.filter(({ match }) => match.isAmbiguous).flatMap(({ match }) => match.items.map(({ from }) => from)),
  );
  let lisp: boolean | undefined;
  const isLisp = () => {
    lisp ??= !sides.has('pros') && /\bcons\b/i.test(note.source) && lispWord.test(note.source);
    return lisp;
  };
  return ({ pros, cons, useWhen, avoidWhen, neutral }) => {
    const items = [...pros, ...cons];
    if (items.length === 0 || useWhen.length + avoidWhen.length + neutral.length > 0) return false;
    if (pros.length > 0 && cons.length > 0) return false;
    if (pros.length === 0 && isLisp()) return true;
    return !hasBoth && items.every(({ from }) => ambiguous.has(from));
  };
}

interface TopicMatch {
  readonly match: SideMatch;
  readonly section: Section | undefined;
  readonly topic: string;
  /** The line of a name above the match, if that names the topic. */
  readonly nameLine: number | undefined;
}

function findTopics(scan: Scan, matches: readonly SideMatch[]): TopicMatch[] {
  const { note, vocabulary } = scan;
  const namesAbove = new PrecedingNames(note, matches, vocabulary);
  const topicMatches: TopicMatch[] = [];
  for (const match of matches) {
    const { section, name: sectionTopic } = scan.findTopic(match.topicFrom ?? match.from);
    if (section && isUnrelatedHeading(section.heading)) continue;
    if (isUnderHeading(section, isVersionHeading)) continue;
    if (match.side === 'useWhen' && isRequirement(note, match)) continue;
    const nameAbove =
      match.topic === undefined && sectionTopic === undefined ? namesAbove.findName(match, section) : undefined;
    const name = nameAbove?.name ?? match.topic ?? sectionTopic;
    const previous = topicMatches.at(-1);
    // `Benefits of X` and then `Drawbacks` are about the same topic.
    const isContinued =
      name === undefined &&
      previous?.section === section &&
      previous?.match.side !== match.side &&
      (match.isCell || !previous?.match.isCell);
    const topic =
      isContinued && previous ? previous.topic : name === undefined ? getOwnTopic(note, section) : cleanTopic(name);
    topicMatches.push({ match, section, topic, nameLine: isContinued ? previous?.nameLine : nameAbove?.line });
  }
  return topicMatches;
}

/** Returns the topic that a section's heading names, or the note's title. */
function getOwnTopic(note: Note, section: Section | undefined): string {
  const title = isVagueHeading(note.title) ? getFileStem(note.path) : note.title;
  return cleanTopic(section?.heading || title);
}

/**
 * Returns the topic of the section, if it has trade-offs and a topic is a short form of it: `serverless` under `What is
 * serverless computing?`.
 */
function findOwnTopic({ match, section, topic }: TopicMatch, topicMatches: readonly TopicMatch[]): string | undefined {
  if (match.topic === undefined || !section) return undefined;
  const own = cleanTopic(section.heading);
  if (!` ${normalizeName(own)} `.includes(` ${normalizeName(topic)} `) || isComparison(own)) return undefined;
  return topicMatches.some((other) => other.section === section && other.topic === own) ? own : undefined;
}

function isUnderHeading(section: Section | undefined, test: (heading: string) => boolean): boolean {
  for (let current = section; current; current = current.parent) if (test(current.heading)) return true;
  return false;
}
