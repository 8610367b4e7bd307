/** `text`: plain text without markup. */

import { isQuoteCallout, parseCalloutMark } from '../core/callouts.ts';
import { sanitizeLine, sanitizeText } from '../core/escape.ts';
import { readHtmlStructure } from '../core/html-structure.ts';
import type { Passage, TradeOff } from '../core/note.ts';
import type { Block, Inline, Node } from '../core/tree.ts';
import { getPlainText, getTableRows, isHidden } from '../core/tree.ts';
import type { Format, RenderContext } from './answers.ts';
import { htmlToText } from './html-text.ts';
import { maxDepth, selectShownBlocks } from './shown-blocks.ts';
import { noItemsText, sideNames, untitled } from './wording.ts';

export const text: Format = {
  *search(hits) {
    for (const { note, section, snippet } of hits)
      yield `${sanitizeLine(section?.heading || note.title)}: ${sanitizeLine(snippet.text)}\n`;
  },
  *topics(topics) {
    for (const { topic } of topics) yield `${sanitizeLine(topic)}\n`;
  },
  *tags(tags) {
    for (const { tag } of tags) yield `${sanitizeLine(tag)}\n`;
  },
  *lint(findings, context) {
    for (const { note, line, column, rule, message } of findings)
      yield `${sanitizeLine(context.formatPath(note))}:${line}:${column} ${rule.name} ${sanitizeLine(message)}\n`;
  },
  *difference(differences) {
    for (const { patch } of differences) yield patch;
  },
  *files(notes, context) {
    for (const note of notes) yield `${sanitizeLine(context.formatPath(note))}${context.lineEnd}`;
  },
  *count(counts) {
    for (const count of counts) yield `${count}\n`;
  },
  *list(notes, context) {
    for (const { note } of notes)
      yield `${sanitizeLine(note.title)} (${sanitizeLine(context.formatPath(note))})${context.lineEnd}`;
  },
  *tree(lines, context) {
    for (const { note, section, level } of lines)
      yield `${'  '.repeat(level)}${sanitizeLine(section ? section.heading || untitled : context.formatPath(note))}\n`;
  },
  *show(sections, context) {
    let separator = '';
    for (const section of sections) {
      yield `${separator}${sanitizeText(blocksToText(selectShownBlocks(section), context, 0).join('\n'))}\n`;
      separator = '\n';
    }
  },
  *links(links) {
    for (const { url, text: linkText } of links)
      yield `${sanitizeLine(linkText === url || linkText === '' ? url : `${linkText} ${url}`)}\n`;
  },
  *pros(tradeOffs) {
    for (const { pros } of tradeOffs) for (const item of pros) yield `${sanitizeLine(item.text)}\n`;
  },
  *cons(tradeOffs) {
    for (const { cons } of tradeOffs) for (const item of cons) yield `${sanitizeLine(item.text)}\n`;
  },
  *proscons(tradeOffs) {
    let separator = '';
    for (const tradeOff of tradeOffs) {
      yield separator + tradeOffToText(tradeOff);
      separator = '\n';
    }
  },
  quotes: writePassages,
  remarks: writePassages,
  *compare(comparisons) {
    let separator = '';
    for (const { topic, tradeOffs } of comparisons.flat()) {
      const texts =
        tradeOffs.length > 0 ? tradeOffs.map(tradeOffToText) : [`${sanitizeLine(topic)}\n  ${noItemsText}\n`];
      yield separator + texts.join('\n');
      separator = '\n';
    }
  },
  // Prints the code alone, byte for byte, because it may be piped into a shell.
  *code(pieces) {
    for (const { text: code } of pieces) yield code === '' || /[\r\n]$/.test(code) ? code : `${code}\n`;
  },
  *tables(tables) {
    let separator = '';
    for (const { head, rows } of tables) {
      yield `${separator}${[head, ...rows].map((cells) => `${sanitizeLine(cells.join('  '))}\n`).join('')}`;
      separator = '\n';
    }
  },
  *tasks(tasks) {
    for (const { text: task, mark } of tasks) yield `[${mark}] ${sanitizeLine(task)}\n`;
  },
};

function* writePassages(passages: readonly Passage[], { hasContext }: RenderContext): Iterable<string> {
  let about: Passage | undefined;
  for (const passage of passages) {
    if (hasContext && passage.about && passage.about !== about) yield `> ${sanitizeLine(passage.about.text)}\n`;
    about = passage.about;
    yield `${sanitizeLine(passage.text)}\n`;
    if (hasContext) for (const remark of passage.remarks) yield `  ${sanitizeLine(remark.text)}\n`;
  }
}

function tradeOffToText(tradeOff: TradeOff): string {
  const lines = [tradeOff.topic];
  for (const [side, name] of sideNames) {
    if (tradeOff[side].length > 0) lines.push(`  ${name}`);
    for (const item of tradeOff[side])
      lines.push(`    ${item.text}`, ...item.remarks.map((remark) => `      ${remark.text}`));
  }
  return `${lines.map((line) => sanitizeText(line.replace(/[\r\n]+/g, ' '))).join('\n')}\n`;
}

function blocksToText(blocks: readonly Block[], context: RenderContext, depth: number): string[] {
  const lines: string[] = [];
  for (const block of blocks) {
    const blockLines = blockToText(block, context, depth);
    if (blockLines.length > 0 && lines.length > 0) lines.push('');
    for (const line of blockLines) lines.push(line);
  }
  return lines;
}

function blockToText(block: Block, context: RenderContext, depth: number): string[] {
  if (depth > maxDepth) return [getPlainText(block)];
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return isHidden(block.children) ? [] : inlinesToText(block.children).split('\n');
    case 'blockquote':
      return nameCallout(blocksToText(block.children, context, depth + 1));
    case 'footnoteDefinition':
      return blocksToText(block.children, context, depth + 1);
    case 'code':
      return block.value.split(/\r\n|\r|\n/);
    case 'html': {
      const inner = readHtmlStructure(block);
      if (inner) return blocksToText(inner, context, depth);
      return htmlToText(block.value).trim() === '' ? [] : htmlToText(block.value).trim().split('\n');
    }
    case 'table':
      return getTableRows(block).map((cells) => cells.map((cell) => (cell ? getPlainText(cell) : '')).join('  '));
    case 'list':
      return block.children.flatMap((item, index) => {
        const marker = block.ordered ? `${(block.start ?? 1) + index}. ` : context.ascii ? '- ' : '• ';
        const lines = blocksToText(item.children, context, depth + 1).filter(
          (line) => block.spread || item.spread || line !== '',
        );
        return (lines.length > 0 ? lines : ['']).map((line, at) =>
          at === 0 ? marker + line : line && ' '.repeat(marker.length) + line,
        );
      });
    default:
      return [];
  }
}

/** Replaces the mark of a callout by its name: `[!WARNING]` by `Warning`. */
function nameCallout(lines: string[]): string[] {
  const [first = '', ...others] = lines;
  const mark = parseCalloutMark(first);
  if (!mark || isQuoteCallout(mark.type)) return lines;
  const title = first.slice(mark.length).trim();
  const name = mark.type.charAt(0).toUpperCase() + mark.type.slice(1);
  return [title === '' ? name : `${name}: ${title}`, ...others];
}

/** Converts inlines to text, keeping line breaks. */
export function inlinesToText(nodes: readonly Node[]): string {
  return (nodes as readonly Inline[]).map(inlineToText).join('').replace(/\r\n?/g, '\n');
}

function inlineToText(node: Inline): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return '\n';
    case 'html':
      return htmlToText(node.value);
    case 'image':
    case 'imageReference':
      return node.alt;
    case 'footnoteReference':
      return '';
    default:
      return childrenToText(node.children);
  }
}

function childrenToText(nodes: readonly Node[]): string {
  return nodes.every((node) => node.type === 'text') ? inlinesToText(nodes) : getPlainText(nodes);
}
