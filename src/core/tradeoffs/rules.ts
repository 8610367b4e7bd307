/** The rules that find places that name a side, with the entries below them. */

import { stripCalloutMark } from '../callouts.ts';
import type { Item, Note, Section } from '../note.ts';
import type { Block, Inline, List, ListItem, Span, Table, TableCell } from '../tree.ts';
import { getChildrenStartingIn, getPlainText } from '../tree.ts';
import { trimEndWhile } from '../trim-end.ts';
import { hasWord } from '../words.ts';
import type { Candidate, Scan } from './candidates.ts';
import type { TextLine } from './entries.ts';
import {
  createItem,
  findAllEntries,
  findEntries,
  findListEntries,
  isLeadIn,
  isQuestion,
  splitPoints,
  stripAnswerPrefix,
} from './entries.ts';
import type { Side } from './lexicon/lexicon.ts';
import type { Vocabulary } from './phrases.ts';
import {
  getVocabulary,
  isExercise,
  isQuestionLike,
  isUndecided,
  maxNameLength,
  parseAnnouncement,
  parseCondition,
  parseJudgment,
  parsePhrase,
  parseReason,
  parseSingleSide,
  toSingleSide,
} from './phrases.ts';
import type { SideMatch } from './resolve-overlaps.ts';
import { isItemMarker } from './resolve-overlaps.ts';
import { mayContainSign, parseSign } from './signs.ts';
import { isShortName } from './topics.ts';

export interface TradeOffRule {
  readonly name: string;
  readonly example: string;
  readonly find: (scan: Scan) => SideMatch[];
}

export const tradeOffRules: readonly TradeOffRule[] = [
  { name: 'a heading or label and the entries under it', example: '**Pros:**\n\n- fast\n- cheap', find: matchSections },
  {
    name: 'a heading for both sides and one list for each',
    example: '## Pros/Cons\n\n- fast\n\n<!-- -->\n\n- dear',
    find: matchTwoLists,
  },
  { name: 'a name and its points on one line', example: '**Cons** - slow', find: matchOneLiners },
  { name: 'a line with only a name, before a list or points', example: 'Benefits\n- fast', find: matchBareLines },
  {
    name: 'paragraphs with an emphasized side',
    example: 'As **advantages** we see speed.\n\nThe **drawbacks** are costs.',
    find: matchEmphasizedSides,
  },
  { name: 'a question and its answer', example: '1. Why use it?\n\nIt is fast.', find: matchQuestions },
  {
    name: 'a sentence that announces a list',
    example: 'It has several drawbacks:\n\n- slow',
    find: matchAnnouncements,
  },
  { name: 'list items marked with signs', example: '- ✅ fast\n- ❌ expensive', find: matchSignedItems },
  { name: 'lines marked with signs', example: '✅ fast\n\n❌ expensive', find: matchSignedLines },
  { name: 'reasons of a decision record', example: '- Good, because it is fast', find: matchReasons },
  {
    name: 'judgments of a decision record',
    example: '## Consequences\n\n- Good: it is fast\n- Bad: it is large',
    find: matchJudgments,
  },
  {
    name: 'a heading for trade-offs and one list',
    example: '## Trade-offs\n\n- slow\n- large',
    find: matchUndecidedLists,
  },
  {
    name: 'items that each say when to use a thing',
    example: '- Use A when it is hot\n- Use B if it is cold',
    find: matchConditions,
  },
  { name: 'a table column for each side', example: '| Pros | Cons |\n|-|-|\n| fast | dear |', find: matchTableColumns },
  {
    name: 'a table row for each side',
    example: '| | REST |\n|-|-|\n| Pros | fast |\n| Cons | bare |',
    find: matchTableRows,
  },
  { name: 'table cells marked with signs', example: '| A | B |\n|-|-|\n| ✅ fast | ❌ slow |', find: matchSignedCells },
];

function matchSections({ note, phrases }: Scan): SideMatch[] {
  const matches: SideMatch[] = [];
  const siblingsOf = createSiblingReader(note);
  // The headings below each side, by the parent section of the sides.
  const namesByParent = new Map<Section | undefined, Map<string, Set<Side>>>();
  for (const [section, parsed] of phrases) {
    const singleSide = toSingleSide(parsed);
    if (!singleSide) continue;
    const items = findEntriesUnder(note, phrases, section).map((item) => removeSign(item, singleSide.side));
    if (!isAboutSomethingElse(note, section, items, siblingsOf(section)))
      matches.push({ ...singleSide, from: section.from, items });
    const names = namesByParent.get(section.parent) ?? new Map<string, Set<Side>>();
    namesByParent.set(section.parent, names);
    for (const { heading } of section.children)
      names.set(heading, (names.get(heading) ?? new Set()).add(singleSide.side));
  }
  // If `Ubuntu` is below both `Pros` and `Cons`, it is a topic.
  for (const [section, parsed] of phrases) {
    const side = toSingleSide(parsed)?.side;
    const names = namesByParent.get(section.parent);
    for (const child of side ? section.children : [])
      if (side && (names?.get(child.heading)?.size ?? 0) > 1) {
        const items = findEntriesUnder(note, phrases, child);
        matches.push({ side, from: child.from, topicFrom: section.from, topic: child.heading, items });
      }
  }
  return matches;
}

/** Removes the sign of a side from an item below that side: `✅ fast` below `Pros`. */
function removeSign(item: Item, side: Side): Item {
  const sign = parseSign(item.text);
  return sign?.side === side && sign.text !== '' ? { ...item, text: sign.text } : item;
}

/** Headings beside a list of exercises. */
const exerciseSections = new Set([
  'demonstration',
  'demo',
  'overview',
  'video',
  'videos',
  'exercises',
  'lab',
  'instructions',
]);
const exerciseVerbs =
  /^(?:write|create|build|navigate|run|add|implement|make|refactor|complete|install|open|define|design|find|given|solve|print|convert|test|clone|push|commit|deploy|update|change|style|fix)\b/i;

/** Reports whether a heading names something other than a side: exercises (`Challenges`), or the subject of the note. */
function isAboutSomethingElse(
  note: Note,
  section: Section,
  items: readonly Item[],
  { isJob, hasExercises }: Siblings,
): boolean {
  const areListed = items.every(({ from, to }) => isItemMarker(note.source, from, to));
  if (
    section.depth === 1 &&
    !section.label &&
    section.heading === note.title &&
    /\s/.test(section.heading) &&
    !areListed
  )
    return true;
  // A chapter on use cases, as in modelling
  if (
    !section.label &&
    /^use[- ]cases?$/i.test(section.heading) &&
    (section.depth === 1 || !/s$/i.test(section.heading))
  )
    return true;
  // A job advertisement
  if (isJob && /benefits|perks/i.test(section.heading)) return true;
  if (!/^challenges?$/i.test(section.heading)) return false;
  const isExercise = ({ text, from }: Item) =>
    exerciseVerbs.test(text) || /^\d/.test(note.source.slice(from, from + 1));
  return hasExercises || items.filter(isExercise).length * 2 > items.length;
}

/** What the headings of one level tell about each of them. */
interface Siblings {
  readonly isJob: boolean;
  readonly hasExercises: boolean;
}

/** Returns a function that describes the headings beside a section, once per level. */
function createSiblingReader(note: Note): (section: Section) => Siblings {
  const known = new Map<Section | undefined, Siblings>();
  return ({ parent }) => {
    let siblings = known.get(parent);
    if (!siblings) {
      const sections = parent?.children ?? note.sections.filter((section) => !section.parent);
      siblings = {
        isJob: sections.some(({ heading }) =>
          /^(?:responsibilities|requirements|qualifications|contributions)$/i.test(heading),
        ),
        hasExercises: sections.some(({ heading }) => exerciseSections.has(heading.toLowerCase())),
      };
      known.set(parent, siblings);
    }
    return siblings;
  };
}

/**
 * Returns the entries under a heading or label, including those in its subsections that do not name a side themselves.
 * Several subsections are entries, with their contents as remarks. A single label with a colon only introduces its
 * entries, and a heading over a list only groups them.
 */
function findEntriesUnder(note: Note, phrases: Scan['phrases'], section: Section): Item[] {
  const subsections = section.children.filter((child) => isSameContainer(child, section));
  const first = subsections[0]?.from ?? Number.POSITIVE_INFINITY;
  const blocks = takeUntilUnrelatedText(
    section,
    findBlocksUnder(section).filter((block) => block.from < first),
  );
  const listEntries = findEntries(
    note,
    blocks.filter(({ type }) => type !== 'paragraph'),
  );
  // The only question under a heading introduces its entries: `Why should we not do this?`
  const isIntroduction = (child: Section) => child.label && subsections.length === 1 && listEntries.length === 0;
  // After a list of entries, a heading starts another subject.
  const unnamedSubsections = subsections.filter(
    (child) =>
      !phrases.has(child) &&
      !isAside(child.heading) &&
      (!isQuestion(child.heading) || isIntroduction(child)) &&
      (child.label || listEntries.length === 0),
  );
  const hasTitles =
    unnamedSubsections.length > 1 || unnamedSubsections.some((child) => !child.label && isTitle(note, child));
  const subsectionEntries = unnamedSubsections.flatMap((child) => {
    const items = findEntriesUnder(note, phrases, child);
    const isGroup =
      !child.label && items.length > 1 && items.every(({ from, to }) => isItemMarker(note.source, from, to));
    return hasTitles && items.length > 0 && !isGroup ? [createTitleItem(child, items)] : items;
  });
  // Running text before other entries only introduces them.
  const hasNestedEntries = subsectionEntries.length > 0 || subsections.some((child) => phrases.has(child));
  if (hasNestedEntries) {
    // `It also helps teams:` goes on after paragraphs; other labels and headings are titles.
    const isContinuation = !section.label && !hasTitles && unnamedSubsections.length === subsections.length;
    return [...(isContinuation ? findAllEntries(note, blocks, announces) : listEntries), ...subsectionEntries];
  }
  const lastList = blocks.findLastIndex(({ type }) => type === 'list');
  // The list after a question is its answer; below the name of a side, paragraphs count too.
  const [side] = phrases.get(section)?.sides ?? [];
  const isAnswer =
    (side === 'pros' || side === 'cons') && (isQuestion(section.heading) || isQuestionLike(section.heading));
  return section.label || isAnswer || lastList < 0 || listEntries.length === 0 || blocks[0]?.type === 'blockquote'
    ? findEntries(note, blocks)
    : findAllEntries(note, blocks.slice(0, lastList + 1), announces);
}

/** Reports whether a label below a side introduces something other than its points: `See also`, `To reproduce it`. */
function isAside(heading: string): boolean {
  return /^(?:see also|further reading|for example|examples?|sources?|references?|links?|how i\b|to (?:reproduce|test|measure))/i.test(
    heading,
  );
}

/** Reports whether a paragraph before a list announces its items. */
function announces(text: string): boolean {
  return parseAnnouncement(text, getVocabulary(undefined)) !== undefined;
}

function isTitle({ source }: Note, { label, from, bodyFrom }: Section): boolean {
  return !label || !/[:：][\s*_]*$/.test(source.slice(from, bodyFrom));
}

function createTitleItem({ from, bodyFrom, line, heading }: Section, items: readonly Item[]): Item {
  const remarks = items.flatMap((item) => [{ text: item.text, line: item.line }, ...item.remarks]);
  return { ...createItem({ from, to: bodyFrom, line, text: heading }, heading), remarks };
}

/** Keeps a label's blocks up to the first paragraph after its list that does not introduce another block. */
function takeUntilUnrelatedText(
  { label }: Section,
  blocks: readonly (Block | ListItem)[],
): readonly (Block | ListItem)[] {
  const list = blocks.findIndex(({ type }) => type === 'list');
  if (!label || list < 0) return blocks;
  const end = blocks.findIndex((block, at) => at > list && block.type === 'paragraph' && !isLeadIn(block));
  return end < 0 ? blocks : blocks.slice(0, end);
}

/** Reports whether two sections are siblings, rather than one inside a list item or quote of the other. */
function isSameContainer(a: Section, b: Section): boolean {
  return (
    a.container.type === b.container.type && a.container.from === b.container.from && a.container.to === b.container.to
  );
}

/** Returns the blocks under a heading or label. For a label in a list, this includes the items after it. */
function findBlocksUnder(section: Section): readonly (Block | ListItem)[] {
  const { container, bodyFrom, to } = section;
  if (container.type !== 'list') return getChildrenStartingIn<Block | ListItem>(container.children, bodyFrom, to);
  // The label's own item starts on the section's first line.
  const labelItem = getChildrenStartingIn(container.children, section.from, bodyFrom)[0];
  const nested = labelItem ? getChildrenStartingIn(labelItem.children, bodyFrom, to) : [];
  return nested.length > 0 ? nested : getChildrenStartingIn(container.children, bodyFrom, to);
}

function matchTwoLists({ note, phrases }: Scan): SideMatch[] {
  return [...phrases].flatMap(([section, { sides, topic }]) => {
    if (sides.length < 2 || section.children.length > 0) return [];
    const blocks = findBlocksUnder(section);
    const lists = blocks.filter((block) => block.type === 'list');
    if (lists.length !== 2 || blocks.some((block) => block.type === 'paragraph')) return [];
    return sides.flatMap((side, index) => {
      const list = lists[index];
      return list ? [{ side, from: list.from, topic, items: findEntries(note, [list]) }] : [];
    });
  });
}

/**
 * Matches one list under a heading for both sides that does not tell the sides apart. The items of trade-offs are cons;
 * those of `Pros and cons` are neutral.
 */
function matchUndecidedLists({ note, phrases, vocabulary }: Scan): SideMatch[] {
  return [...phrases].flatMap(([section, { sides, topic }]): SideMatch[] => {
    if (sides.length < 2 || section.children.length > 0) return [];
    const isTradeOffs = isUndecided(section.heading);
    if (!isTradeOffs && !(sides.includes('pros') && sides.includes('cons'))) return [];
    const lists = findBlocksUnder(section).filter((block) => block.type === 'list');
    const items = lists.length === 1 ? findEntries(note, lists) : [];
    const isDecided = ({ text }: Item) =>
      parseSign(text) ??
      parseReason(text) ??
      parseJudgment(text) ??
      parsePhrase(text.split(/[:：]/)[0] ?? '', vocabulary);
    if (items.length < 2 || items.some(isDecided)) return [];
    return [{ side: isTradeOffs ? 'cons' : 'neutral', from: section.from, topic, items }];
  });
}

/** Reads a name on the first line, before `Pros: …` and `Cons: …`, and finds the last line it applies to. */
function readFirstLineName({ lines, candidateLines }: Candidate): {
  name: string | undefined;
  lastLine: number;
} {
  const [first, ...laterLines] = lines;
  const isName = first && !candidateLines.has(first.line) && isShortName(first.text);
  const firstPlainLine = laterLines.find(({ line }) => !candidateLines.has(line));
  return { name: isName ? first.text : undefined, lastLine: (firstPlainLine?.line ?? Number.POSITIVE_INFINITY) - 1 };
}

const maxNameWords = 8;

/** Returns the part of a line, as written in the source, that starts at the given words. */
function sliceLineFrom({ source }: Note, line: TextLine, words: string): TextLine {
  const lineSource = source.slice(line.from, line.to);
  const first = /^[\p{L}\p{N}]+/u.exec(words)?.[0] ?? words.slice(0, 1);
  const start = /[:：?？]|\s[-–—]\s/.exec(lineSource);
  const at = start ? lineSource.indexOf(first, start.index + start[0].length) : -1;
  if (at < 0) return line;
  const markupLength = at - trimEndWhile(lineSource.slice(0, at), /[[*_~`(“"!]/).length;
  // In `**Pros:** fast`, the markup that closes the name is not part of the points.
  const isClosing = /[:：?？][*_~`]+\s*$/.test(lineSource.slice(0, at));
  return { ...line, from: line.from + at - (isClosing ? 0 : markupLength) };
}

function getCandidateLines({ lines, candidateLines }: Candidate): TextLine[] {
  return lines.filter(({ line }) => candidateLines.has(line));
}

/** Matches `Pros: fast, cheap`, `**Cons** - slow`, `Benefits of X: it is quick`. */
function matchOneLiners({ note, candidates, vocabulary }: Scan): SideMatch[] {
  return candidates.flatMap((candidate) => {
    const firstLineName = readFirstLineName(candidate);
    return getCandidateLines(candidate).flatMap((line) => {
      const match = /^([^:：?？]{2,80}?)\s*(?:[:：]\s*|\s[-–—]\s+)(\S.*)$/.exec(line.text);
      const [, name = '', points = ''] = match ?? [];
      const parsed = name === '' ? undefined : parseSingleSide(name, vocabulary);
      if (!parsed) return [];
      // A clause is not a name. Before a dash, accept only a single word, because `name - point` looks like a sentence.
      if (name.includes(',') || name.split(' ').length > maxNameWords) return [];
      // `cons` in Lisp
      if (note.source.charAt(line.from) === '`') return [];
      if (!/^[^:：]*[:：]/.test(line.text) && name.includes(' ')) return [];
      const topic = parsed.topic ?? (line.line <= firstLineName.lastLine ? firstLineName.name : undefined);
      const next = candidate.siblings[candidate.index + 1];
      // `**Cons**: many, to name a few:` introduces the list after it.
      if (/[:：]$/.test(points) && next?.type === 'list' && line.line === candidate.lines.at(-1)?.line)
        return [{ side: parsed.side, from: line.from, topic, items: findEntries(note, [next]) }];
      const parts = splitSides(parsed.side, points, vocabulary).map((part) => ({
        ...part,
        line: sliceLineFrom(note, line, part.text),
      }));
      return parts.map(({ side, text, line: part }, index) => {
        const from = index === 0 ? line.from : part.from;
        return {
          side,
          from,
          topic,
          items: [createItem({ ...part, to: parts[index + 1]?.line.from ?? line.to }, text)],
        };
      });
    });
  });
}

/** Splits `fast / Cons: loud` (after `Pros:`) into the points of each side, without separators. */
function splitSides(side: Side, points: string, vocabulary: Vocabulary): { side: Side; text: string }[] {
  const parts = points.split(/(?<=^|[\s.,;/|])(\p{L}{2,15})\s*[:：]\s+/u);
  const sideParts = [{ side, text: parts[0] ?? '' }];
  for (let at = 1; at < parts.length; at += 2) {
    const nextSide = parseSingleSide(parts[at] ?? '', vocabulary)?.side;
    const text = parts[at + 1] ?? '';
    const last = sideParts.at(-1);
    if (nextSide) sideParts.push({ side: nextSide, text });
    else if (last) last.text += `${parts[at]}: ${text}`;
  }
  return sideParts
    .map((part) => ({ ...part, text: trimEndWhile(part.text, /[\s/|,;]/) }))
    .filter(({ text }) => text !== '');
}

/**
 * Returns, for each candidate in a list item, the exclusive end index of its entries in the list, or undefined if there
 * is no limit.
 */
function findEntryLimits(places: readonly Candidate[]): (number | undefined)[] {
  const limits: (number | undefined)[] = [];
  const ends = new Map<List, number>();
  for (let at = places.length - 1; at >= 0; at--) {
    const { item, lines } = places[at] ?? { item: undefined, lines: [] };
    if (!item) continue;
    limits[at] = ends.get(item.list);
    if (lines.length > 1) ends.set(item.list, item.index + 1);
  }
  return limits;
}

/** Matches a line that only names a side and is not a label. */
function matchBareLines(scan: Scan): SideMatch[] {
  const entryLimits = findEntryLimits(scan.candidates);
  return scan.candidates.flatMap((candidate, at) => {
    const { lines } = candidate;
    const matches: SideMatch[] = [];
    lines.forEach((line, index) => {
      if (!candidate.candidateLines.has(line.line)) return;
      if (line.text.length > maxNameLength || /[?？]|[:：]\s*\S/.test(line.text)) return;
      const isLast = index === lines.length - 1;
      // A label with blocks below it has its own rule.
      if (isLast && scan.isSectionLine(line.line)) return;
      const next = candidate.siblings[candidate.index + 1];
      // `- last of the pros`, then `Cons:` at the margin: the items after it belong to `Cons:`.
      const followingItems =
        isLast && index > 0 && !next
          ? (candidate.item?.list.children.slice(candidate.item.index + 1, entryLimits[at]) ?? [])
          : [];
      if (isLast ? next?.type !== 'list' && followingItems.length === 0 : index > 0) return;
      // A sentence is not a name, unless it is an exercise: `Name two benefits of X.`
      if (/[.!]$|[.!?] /.test(line.text) && !isExercise(line.text)) return;
      // The first line of a callout: `[!success] Pros`.
      const parsed = parseSingleSide(stripCalloutMark(line.text), scan.vocabulary);
      if (!parsed) return;
      const points = isLast ? [] : splitPoints(lines.slice(1), /[:：]$/.test(line.text));
      const listEntries =
        next?.type === 'list' ? findEntries(scan.note, [next]) : findListEntries(scan.note, followingItems);
      const items = [...points, ...listEntries];
      matches.push({
        ...parsed,
        from: line.from,
        items,
        ...(followingItems.length > 0 ? { lazyName: line.text } : {}),
      });
    });
    return matches;
  });
}

/** Matches paragraphs that emphasize the name of a side among their first words, if both sides occur side by side. */
function matchEmphasizedSides({ note, candidates, vocabulary }: Scan): SideMatch[] {
  const paragraphs = candidates.flatMap(({ paragraph, siblings, item }) => {
    const [first, second] = paragraph.children;
    const start = first?.type === 'text' ? first.value : '';
    const name = first?.type === 'text' ? second : first;
    if (item || (name?.type !== 'strong' && name?.type !== 'emphasis') || start.split(/\s+/).length > 4) return [];
    const side = parseSingleSide(getPlainText(name), vocabulary)?.side;
    const text = getPlainText(paragraph);
    return side && /[.!]$/.test(text) ? [{ side, siblings, paragraph, text }] : [];
  });
  const sidesBySiblings = new Map<unknown, Set<Side>>();
  for (const { siblings, side } of paragraphs)
    sidesBySiblings.set(siblings, (sidesBySiblings.get(siblings) ?? new Set<Side>()).add(side));
  return paragraphs
    .filter(({ siblings }) => (sidesBySiblings.get(siblings)?.size ?? 0) > 1)
    .map(({ side, paragraph: { from, to }, text }) => {
      const line = note.lines.lineAt(from);
      return { side, from, topic: undefined, items: [createItem({ from, to, line, text }, text)] };
    });
}

/** Matches a question and its answer, which may be on the same line, or in the lines, blocks or items after it. */
function matchQuestions(scan: Scan): SideMatch[] {
  return scan.candidates.flatMap((candidate) => {
    const { lines } = candidate;
    return lines.flatMap((line, index) => {
      if (!candidate.candidateLines.has(line.line)) return [];
      const [, question = '', answer = ''] =
        /^(?:[qQ]\w{0,7}\s{0,3}\d{0,4}\s{0,3}[.:)]\s*|\d{1,4}\s{0,3}[.)]\s*|[a-z][.)]\s+)?([^?？]{4,200})[?？]+\s*(.*)/s.exec(
          line.text,
        ) ?? [];
      const parsed = question === '' ? undefined : parseSingleSide(question, scan.vocabulary);
      if (!parsed) return [];
      const isAnswered = /\p{L}/u.test(answer) && !isQuestion(answer);
      if (scan.isSectionLine(line.line) && !isAnswered) return [];
      const items = isAnswered
        ? [createItem(sliceLineFrom(scan.note, line, answer), stripAnswerPrefix(answer))]
        : findAnswer(scan, candidate, lines.slice(index + 1));
      return [{ ...parsed, from: line.from, items }];
    });
  });
}

function findAnswer(scan: Scan, candidate: Candidate, lines: readonly TextLine[]): Item[] {
  const { note } = scan;
  const end = lines.findIndex((line) => isQuestion(line.text));
  const answerLines = (end < 0 ? lines : lines.slice(0, end)).filter(({ text }) => !/^https?:\S+$/.test(text));
  if (answerLines.length > 0) return splitPoints(answerLines, true);
  if (end >= 0) return [];
  const followingBlocks = scan.takeUntilBoundary(candidate.siblings, candidate.index + 1);
  if (followingBlocks.length > 0 || !candidate.item) return findEntries(note, followingBlocks as Block[]);
  const { list, index, following } = candidate.item;
  // A task: the question has not been answered yet.
  if (list.children[index]?.checked !== undefined) return [];
  const items = scan.takeUntilBoundary(list.children, index + 1);
  return items.length > 0
    ? findListEntries(note, items as ListItem[])
    : index < list.children.length - 1
      ? []
      : findEntries(note, scan.takeUntilBoundary(following, 0) as Block[]);
}

/** Matches `There are several benefits to using X:` before a list. */
function matchAnnouncements(scan: Scan): SideMatch[] {
  return scan.candidates.flatMap(({ paragraph, siblings, index, item }) => {
    const next = siblings[index + 1];
    const text = getPlainText(paragraph);
    // The items after an item that ends in a colon, if it has none of its own.
    const isLead = /[:：]$/.test(text);
    const followingItems = isLead && item && index === 0 && !next ? takeUntilLead(item.list, item.index + 1) : [];
    if (!isLead || (next?.type !== 'list' && followingItems.length === 0)) return [];
    const sentence = text.slice(trimEndWhile(text, /[^.!?]/).length);
    // The section of a label has its own rule.
    if (scan.isSectionLine(scan.note.lines.lineAt(paragraph.to - 1)) && parsePhrase(sentence, scan.vocabulary))
      return [];
    const announced = parseAnnouncement(sentence, scan.vocabulary);
    const items = next?.type === 'list' ? findEntries(scan.note, [next]) : findListEntries(scan.note, followingItems);
    return announced ? [{ ...announced, from: paragraph.from, items }] : [];
  });
}

/** Returns the items from an index up to the next one that ends in a colon. */
function takeUntilLead({ children }: List, from: number): ListItem[] {
  let end = from;
  while (end < children.length && !/[:：]\s*$/.test(getPlainText(children[end]?.children[0] ?? []))) end++;
  return children.slice(from, end);
}

/** Matches items that start with a sign, if the list has both kinds or is under a heading that names both sides. */
function matchSignedItems(scan: Scan): SideMatch[] {
  return scan.signedLists.flatMap((list) => {
    const itemsWithSigns = list.children.map((item) => ({
      item,
      sign: parseSign(getPlainText(item.children[0] ?? item)),
    }));
    const kinds = new Set(itemsWithSigns.flatMap(({ sign }) => (sign ? [sign.side] : [])));
    const isComparison = scan.isUnderBothSides(list.from);
    // A check mark in a list of tasks or rules says what is done or allowed.
    if (!isComparison && scan.isStatusList(list.from)) return [];
    if (kinds.size < 2 && !isComparison && !itemsWithSigns.some(({ sign }) => sign?.isDecisive)) return [];
    return itemsWithSigns.flatMap(({ item, sign }) =>
      sign && sign.text !== '' && !parsePhrase(sign.text, scan.vocabulary)
        ? [
            {
              side: sign.side,
              from: item.from,
              topic: undefined,
              items: findListEntries(scan.note, [item]).map((entry) => ({ ...entry, text: sign.text })),
            },
          ]
        : [],
    );
  });
}

function isAdvice(text: string): boolean {
  return /^(?:=|means\b|\d+$)|^(?:best practices?|common mistakes?|(?:good|bad|right|wrong|correct|incorrect)\b|do\b|don[’']?t\b|always\b|never\b|avoid\b|use\b)[^:]{0,20}:/i.test(
    text,
  );
}

/** Matches lines that start with a sign, if both kinds occur in one paragraph or in siblings. */
function matchSignedLines({ signedCandidates }: Scan): SideMatch[] {
  const linesWithSigns = signedCandidates.flatMap(({ lines, siblings }) =>
    lines.flatMap((line) => {
      const sign = parseSign(line.text);
      return sign && sign.text !== '' ? [{ ...sign, line, siblings }] : [];
    }),
  );
  // `✅ Best practice:`, `❌ Wrong:` say what to do, not what speaks for and against something.
  if (linesWithSigns.some(({ text }) => isAdvice(text))) return [];
  const kinds = new Map<unknown, Set<string>>();
  for (const { siblings, side } of linesWithSigns) kinds.set(siblings, (kinds.get(siblings) ?? new Set()).add(side));
  return linesWithSigns
    .filter(({ siblings }) => (kinds.get(siblings)?.size ?? 0) > 1)
    .map(({ side, line, text }) => ({ side, from: line.from, topic: undefined, items: [createItem(line, text)] }));
}

/** Matches `Good: …` and `Bad: …` in a list that has both, or is under a heading for both sides. */
function matchJudgments(scan: Scan): SideMatch[] {
  const judged = scan.candidates.flatMap(({ paragraph, item, lines }) => {
    const judgment = item && parseJudgment(lines.map(({ text }) => text).join(' '));
    return judgment ? [{ ...judgment, paragraph, list: item.list }] : [];
  });
  const sidesByList = new Map<List, Set<string>>();
  for (const { list, side } of judged) sidesByList.set(list, (sidesByList.get(list) ?? new Set()).add(side));
  return (
    judged
      // Elsewhere `Good:` and `Bad:` are examples.
      .filter(({ list }) => scan.isInComparison(list.from) || scan.isUnderBothSides(list.from))
      .map(({ side, text, paragraph: { from, to } }) => {
        const line = scan.note.lines.lineAt(from);
        return { side, from, topic: undefined, items: [createItem({ from, to, line, text }, text)] };
      })
  );
}

/**
 * Matches items such as `Useful when …`, and `Use X when …`, `Avoid X if …` in a list with several of them. Each of these
 * names its topic.
 */
function matchConditions({ candidates }: Scan): SideMatch[] {
  const conditions = candidates.flatMap(({ paragraph, item, lines: [line] }) => {
    const condition = item && line && parseCondition(line.text);
    return condition ? [{ ...condition, paragraph, line: line.line, list: item.list }] : [];
  });
  const counts = new Map<List, number>();
  for (const { list, topic } of conditions) if (topic !== undefined) counts.set(list, (counts.get(list) ?? 0) + 1);
  return conditions
    .filter(({ list, topic }) => topic === undefined || (counts.get(list) ?? 0) > 1)
    .map(({ side, topic, paragraph, line }) => {
      const { from, to } = paragraph;
      const text = getPlainText(paragraph);
      return { side, from, topic, items: [createItem({ from, to, line, text }, text)] };
    });
}

/** Matches `Good, because …`, `Bad, because …`, `Neutral, because …`. */
function matchReasons({ note, candidates }: Scan): SideMatch[] {
  const linesWithReasons = candidates.flatMap((candidate) => {
    const reasons = getCandidateLines(candidate).flatMap((line) => {
      const reason = parseReason(line.text);
      return reason ? [{ ...reason, line, candidate, list: candidate.item?.list }] : [];
    });
    return reasons.map((reason, index) => ({ ...reason, next: reasons[index + 1]?.line.line }));
  });
  const counts = new Map<unknown, number>();
  for (const { list } of linesWithReasons) if (list) counts.set(list, (counts.get(list) ?? 0) + 1);
  // Without `because`, a single reason may be an ordinary sentence.
  const isReason = ({ hasBecause, list }: (typeof linesWithReasons)[number]) =>
    hasBecause || (counts.get(list) ?? 0) > 1;
  return linesWithReasons.filter(isReason).map(({ side, line, text, candidate, next }) => {
    // `Good, because:` introduces the list below it.
    const nested = candidate.siblings[candidate.index + 1];
    if (text === '')
      return {
        side,
        from: line.from,
        topic: undefined,
        items: nested?.type === 'list' ? findEntries(note, [nested]) : [],
      };
    const continued = candidate.lines.filter((other) => other.line > line.line && other.line < (next ?? Infinity));
    const whole = { ...line, to: continued.at(-1)?.to ?? line.to };
    const words = [text, ...continued.map((other) => other.text)].join(' ');
    return { side, from: line.from, topic: undefined, items: [createItem(whole, words)] };
  });
}

/** A table cell whose text is computed on first use. */
class Cell implements Span {
  readonly from: number;
  readonly to: number;
  readonly #node: TableCell;
  #text: string | undefined;

  constructor(node: TableCell) {
    this.from = node.children[0]?.from ?? node.from;
    this.to = node.children.at(-1)?.to ?? node.to;
    this.#node = node;
  }

  get text(): string {
    this.#text ??= getPlainText(this.#node);
    return this.#text;
  }

  parts(): Inline[][] {
    const parts: Inline[][] = [[]];
    for (const node of this.#node.children) {
      if (node.type === 'html' && /^<br\b/i.test(node.value)) parts.push([]);
      else parts.at(-1)?.push(node);
    }
    return parts;
  }
}

function readCells(table: Table): Cell[][] {
  return table.children.map((row) => row.children.map((cell) => new Cell(cell)));
}

function splitCellPoints(note: Note, cell: Cell): Item[] {
  return cell.parts().flatMap((nodes) => {
    const text = getPlainText(nodes).replace(/^[-•·*–]\s+/u, '');
    const [first] = nodes;
    const last = nodes.at(-1);
    if (!first || !last || !hasWord(text)) return [];
    return [createItem({ from: first.from, to: last.to, line: note.lines.lineAt(first.from), text }, text)];
  });
}

/** Matches columns that name a side. If the first column does not, its cells are the topics of their rows. */
function matchTableColumns({ note, tables, vocabulary }: Scan): SideMatch[] {
  return tables.flatMap((table) => {
    const [header = [], ...rows] = readCells(table);
    const columnSides = header.map(({ text }) => parseSingleSide(text, vocabulary) ?? parseLoneSign(text));
    if (columnSides.every((column) => column === undefined)) return [];
    const hasTopics = columnSides[0] === undefined && header[0]?.text !== '#';
    return rows.flatMap((row) =>
      row.flatMap((cell, column) => {
        const columnSide = columnSides[column];
        if (!columnSide || !hasWord(cell.text)) return [];
        const topic = hasTopics && hasWord(row[0]?.text ?? '') ? row[0]?.text : columnSide.topic;
        return [{ side: columnSide.side, from: cell.from, topic, isCell: true, items: splitCellPoints(note, cell) }];
      }),
    );
  });
}

function parseLoneSign(text: string): { side: Side; topic: undefined } | undefined {
  const sign = parseSign(text);
  return sign?.text === '' ? { side: sign.side, topic: undefined } : undefined;
}

function matchTableRows({ note, tables, vocabulary }: Scan): SideMatch[] {
  return tables.flatMap((table) => {
    const [header = [], ...rows] = readCells(table);
    const parseRow = (name: Cell | undefined) => {
      const parsed = name && parseSingleSide(name.text, vocabulary);
      return parsed?.topic === undefined ? parsed?.side : undefined;
    };
    const rowSides = new Set(rows.map(([name]) => parseRow(name)));
    if (!(rowSides.has('pros') && rowSides.has('cons')) && !rowSides.has('useWhen')) return [];
    return rows.flatMap(([name, ...cells]) => {
      const rowSide = parseRow(name);
      if (!rowSide) return [];
      return cells.flatMap((cell, column) => {
        const topic = header[column + 1]?.text;
        if (!hasWord(cell.text)) return [];
        return [
          {
            side: rowSide,
            from: cell.from,
            topic: topic && cells.length > 1 ? topic : undefined,
            isCell: true,
            items: splitCellPoints(note, cell),
          },
        ];
      });
    });
  });
}

/** Matches cells with a sign and words. In a comparison, a sign alone makes the row's name a point. */
function matchSignedCells(scan: Scan): SideMatch[] {
  return scan.tables.flatMap((table) => {
    if (!mayContainSign(scan.note.source, table.from, table.to)) return [];
    const [header = [], ...rows] = readCells(table);
    const signs = rows.map((row) => row.map((cell) => parseSign(cell.text)));
    const kinds = new Set(signs.flatMap((row) => row.flatMap((sign) => (sign ? [sign.side] : []))));
    if (kinds.size < 2) return [];
    // `✅ Yes`, `❌ No` answer the question at the head of the column.
    if (signs.flat().some((sign) => sign && isYesOrNo(sign.text))) return [];
    const isComparison = scan.isInComparison(table.from);
    return rows.flatMap((row, at) =>
      row.flatMap((cell, column) => {
        const sign = signs[at]?.[column];
        const text = sign?.text || (isComparison && column > 0 ? row[0]?.text : '');
        if (!sign || !text) return [];
        return [
          {
            side: sign.side,
            from: cell.from,
            topic: header[column]?.text || undefined,
            isCell: true,
            items: [createCellItem(scan.note, cell, text)],
          },
        ];
      }),
    );
  });
}

function isYesOrNo(text: string): boolean {
  return /^(?:yes|no|ja|nee|nein|oui|non|sí|si|sì|sim|não)\b/i.test(text);
}

function createCellItem(note: Note, { from, to }: Span, text: string): Item {
  return createItem({ from, to, line: note.lines.lineAt(from), text }, text);
}
