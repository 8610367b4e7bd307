/** The records of `json` and `ndjson`. Their keys are a contract: new ones may be added, none renamed. */
import type { Item, Link, Note, Passage, Section, TradeOff } from '../core/note.ts';
import { addressOf, headingsTo, sliceOf } from '../core/note.ts';
import type { TreeLine } from '../core/tree-lines.ts';
import type { Answer, ListedNote, Shown } from './answer.ts';

type Record = { readonly type: string } & { readonly [key: string]: unknown };

/** @returns the records of an answer in order */
export function* recordsOf(answer: Answer): Iterable<Record> {
  switch (answer.kind) {
    case 'list':
      for (const listed of answer.notes) yield noteRecord(listed);
      break;
    case 'tree':
      for (const { note, section } of answer.lines) if (section) yield sectionRecord(note, section);
      break;
    case 'show':
      for (const shown of answer.shown) yield shownRecord(shown);
      break;
    case 'links':
      for (const link of answer.links) yield linkRecord(link);
      break;
    case 'pros':
    case 'cons':
    case 'proscons':
      for (const tradeOff of answer.tradeOffs) yield tradeOffRecord(tradeOff);
      break;
    case 'quotes':
    case 'remarks':
      for (const passage of answer.passages) yield passageRecord(passage);
  }
}

function noteRecord({ note, headings, links, words }: ListedNote): Record {
  const { title, tags } = note;
  return { type: 'note', ...place(note), title, line: 1, endLine: lastLine(note), headings, links, words, tags };
}

function sectionRecord(note: Note, section: TreeLine['section']): Record {
  return {
    type: 'section',
    ...place(note),
    address: addressOf(note, section),
    heading: section?.heading ?? note.title,
    headings: headingsTo(section?.parent),
    slug: section?.slug ?? '',
    depth: section?.depth ?? 0,
    label: section?.label ?? false,
    line: section?.line ?? 1,
    endLine: section?.endLine ?? lastLine(note),
  };
}

function shownRecord({ note, section, score, parts }: Shown): Record {
  return { ...sectionRecord(note, section), score, markdown: parts.map((part) => sliceOf(note, part)).join('') };
}

function linkRecord({ note, section, url, text, title, kind, line, image, count }: Link): Record {
  const counted = count === undefined ? {} : { count };
  return {
    type: 'link',
    ...place(note),
    url,
    text,
    title,
    kind,
    headings: headingsTo(section),
    line,
    image,
    ...counted,
  };
}

function tradeOffRecord({ note, section, topic, line, pros, cons, neutral, useWhen, avoidWhen }: TradeOff): Record {
  return {
    type: 'proscons',
    ...place(note),
    topic,
    headings: headingsTo(section),
    line,
    pros: pros.map(itemRecord),
    cons: cons.map(itemRecord),
    neutral: neutral.map(itemRecord),
    useWhen: useWhen.map(itemRecord),
    avoidWhen: avoidWhen.map(itemRecord),
  };
}

function itemRecord({ text, line, quote, remarks }: Item): object {
  return { text, line, quote, remarks: remarks.map((remark) => ({ text: remark.text, line: remark.line })) };
}

function passageRecord({ type, note, section, text, line }: Passage): Record {
  return { type, ...place(note), text, headings: headingsTo(section), line };
}

function place({ library, path }: Note): { library: string; path: string } {
  return { library, path };
}

function lastLine(note: Note): number {
  return note.lines.lastNotBlank(note.source.length, 1);
}

/** The sections that stand directly in the note, not in another. */
export function topSections(note: Note): Section[] {
  return note.sections.filter((section) => !section.parent);
}
