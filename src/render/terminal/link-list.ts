/** `links` at a terminal: by heading, in columns of kinds, texts, addresses and lines. */
import { sanitizeLine } from '../../core/escape.ts';
import type { Link } from '../../core/note.ts';
import type { RenderContext } from '../answers.ts';
import { formatUrl, styleAddress } from './links.ts';
import { getTheme } from './theme.ts';
import { measureWidest, measureWidth, padToWidth } from './width.ts';
import type { Run } from './wrap.ts';
import { applyStyle, wrapRuns, wrapText } from './wrap.ts';

const gap = '  ';
/** With fewer columns for text and address, they are one below the other. */
const minColumnsRoom = 40;

/** Renders the links of one heading. An address is never cut, so that it can be copied. */
export function* renderLinks(links: readonly Link[], context: RenderContext): Generator<string> {
  const { styles, signs } = getTheme(context);
  const rows = links.map((link) => {
    const { text, url, kind, line, count = 1 } = link;
    // A wiki link's target is not an address; its spaces are part of it.
    const address = /^[a-z][a-z0-9+.-]*:|\/\//i.test(url) ? formatUrl(url) : sanitizeLine(url);
    return {
      kind: kind === 'other' ? '' : kind,
      name: text === '' || text === url ? '' : sanitizeLine(text),
      address,
      style: styleAddress(url, context, styles.link),
      place: `${count > 1 ? `${signs.times}${count} ` : ''}:${line}`,
      sentence: vagueTexts.test(text) ? findSentence(link) : '',
    };
  });
  const kindWidth = measureWidest(rows.map(({ kind }) => kind));
  const indent = ' '.repeat(gap.length + (kindWidth === 0 ? 0 : kindWidth + gap.length));
  const room = Math.max(8, context.width - indent.length - gap.length - measureWidest(rows.map(({ place }) => place)));
  const widestName = measureWidest(rows.map(({ name }) => name));
  const widestAddress = measureWidest(rows.map(({ name, address }) => (name === '' ? '' : address)));
  const share = Math.floor((room - gap.length) * 0.4);
  const nameWidth = Math.min(widestName, Math.max(share, room - gap.length - widestAddress));
  const fitsBeside = room >= minColumnsRoom && rows.every(({ name }) => measureWidth(name) <= nameWidth * 2);
  const isTabular = fitsBeside && countLines(rows, nameWidth, room) <= countLines(rows, undefined, room);
  for (const { kind, name, address, style, place, sentence } of rows) {
    const start = kindWidth === 0 ? gap : `${gap}${applyStyle(styles.muted, kind.padEnd(kindWidth))}${gap}`;
    const lines = layOut(name, address, style, isTabular ? nameWidth : undefined, room);
    const placeText = applyStyle(styles.muted, place);
    for (const [index, line] of lines.entries())
      yield index === 0 ? `${start}${padToWidth(line, room)}${gap}${placeText}\n` : `${indent}${line}\n`;
    if (sentence !== '') yield `${wrapText(sentence, indent, indent, context.width, styles.muted)}\n`;
  }
}

/** Lays out a text and an address. @param nameWidth columns of the text; undefined to put the address below it */
function layOut(
  name: string,
  address: string,
  style: Run['style'],
  nameWidth: number | undefined,
  room: number,
): readonly string[] {
  const wrap = (text: string, width: number, own?: Run['style']) => wrapRuns([{ text, style: own }], width);
  if (name === '') return wrap(address, room, style).lines;
  if (nameWidth === undefined) return [...wrap(name, room).lines, ...wrap(address, room, style).lines];
  return joinColumns(wrap(name, nameWidth), wrap(address, room - nameWidth - gap.length, style), nameWidth);
}

function countLines(
  rows: readonly { readonly name: string; readonly address: string }[],
  nameWidth: number | undefined,
  room: number,
): number {
  return rows.reduce((sum, { name, address }) => sum + layOut(name, address, undefined, nameWidth, room).length, 0);
}

interface Column {
  readonly lines: readonly string[];
  readonly widths: readonly number[];
}

function joinColumns(left: Column, right: Column, width: number): string[] {
  return Array.from({ length: Math.max(left.lines.length, right.lines.length) }, (_, at) => {
    const padding = ' '.repeat(Math.max(0, width - (left.widths[at] ?? 0)));
    return `${left.lines[at] ?? ''}${padding}${gap}${right.lines[at] ?? ''}`.trimEnd();
  });
}

/** Texts of links that say nothing about where they lead. */
const vagueTexts =
  /^(?:\W*(?:click |see )?(?:here|this|that|it|link|source|more|read more|learn more|article|video|page|site|website|post|this (?:article|link|video|page|post|one))\W*|\W*\d{1,3}\W*)$/i;

/** What ends the text of a paragraph, item or cell. */
const blockBreak = /\n[ \t>]*\n|\n[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|(?<!\[\[[^\]\n]{0,200})\|/g;
const maxSentenceLength = 300;

/** Returns the sentence around a link, without markup; empty if it says little more than the link. */
function findSentence({ note: { source }, from, to }: Link): string {
  const around = { from: Math.max(0, from - maxSentenceLength), to: Math.min(source.length, to + maxSentenceLength) };
  const before = source.slice(around.from, from);
  const start = Math.max(0, ...Array.from(before.matchAll(blockBreak), ({ index, 0: { length } }) => index + length));
  const after = source.slice(to, around.to);
  const end = after.search(new RegExp(blockBreak.source));
  const left = /^(?:.*[.!?](?:\s|$))?(.*)$/s.exec(before.slice(start))?.[1] ?? '';
  const right = /^.*?(?:[.!?](?=\s)|$)/s.exec(end < 0 ? after : after.slice(0, end))?.[0] ?? '';
  const others = stripMarkup(`${left} ${right}`.replace(/!?\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])?/g, ''));
  return (others.match(/\p{L}{2,}/gu) ?? []).length < 3 ? '' : stripMarkup(left + source.slice(from, to) + right);
}

function stripMarkup(source: string): string {
  const plain = source
    .replace(/!?\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/g, '$1')
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])?/g, '$1')
    .replace(/[*_`>]+|<[^<>]*>|^\s*(?:[-+•#]+|\d+[.)])\s+/g, '');
  return sanitizeLine(plain).replace(/\s+/g, ' ').trim();
}
