/** `text`: words without markup. */

import { safeLine, safeText } from '../core/escape.ts';
import type { Passage, TradeOff } from '../core/note.ts';
import type { Block, Inline, Node } from '../core/tree.ts';
import { plainText } from '../core/tree.ts';
import type { Context, Format } from './answers.ts';
import { textOfHtml } from './html-text.ts';
import { blocksOf, deepest } from './shown-blocks.ts';
import { nothingSaid, sideNames, untitled } from './wording.ts';

export const text: Format = {
  *search(hits) {
    for (const { note, section, snippet } of hits)
      yield `${safeLine(section?.heading || note.title)}: ${safeLine(snippet.text)}\n`;
  },
  *tags(tags) {
    for (const { tag } of tags) yield `${safeLine(tag)}\n`;
  },
  *lint(findings, context) {
    for (const { note, line, column, rule, message } of findings)
      yield `${safeLine(context.pathOf(note))}:${line}:${column} ${rule.name} ${safeLine(message)}\n`;
  },
  *difference(differences) {
    for (const { patch } of differences) yield patch;
  },
  *files(notes, context) {
    for (const note of notes) yield `${safeLine(context.pathOf(note))}${context.lineEnd}`;
  },
  *count(counts) {
    for (const count of counts) yield `${count}\n`;
  },
  *list(notes, context) {
    for (const { note } of notes) yield `${safeLine(note.title)} (${safeLine(context.pathOf(note))})${context.lineEnd}`;
  },
  *tree(lines, context) {
    for (const { note, section, level } of lines)
      yield `${'  '.repeat(level)}${safeLine(section ? section.heading || untitled : context.pathOf(note))}\n`;
  },
  *show(shown, context) {
    let between = '';
    for (const one of shown) {
      yield `${between}${safeText(blocksToText(blocksOf(one), context, 0).join('\n'))}\n`;
      between = '\n';
    }
  },
  *links(links) {
    for (const { url, text: shown } of links)
      yield `${safeLine(shown === url || shown === '' ? url : `${shown} ${url}`)}\n`;
  },
  *pros(tradeOffs) {
    for (const { pros } of tradeOffs) for (const item of pros) yield `${safeLine(item.text)}\n`;
  },
  *cons(tradeOffs) {
    for (const { cons } of tradeOffs) for (const item of cons) yield `${safeLine(item.text)}\n`;
  },
  *proscons(tradeOffs) {
    let between = '';
    for (const tradeOff of tradeOffs) {
      yield between + tradeOffText(tradeOff);
      between = '\n';
    }
  },
  quotes: passageLines,
  remarks: passageLines,
  *compare(comparisons) {
    let between = '';
    for (const { topic, tradeOffs } of comparisons.flat()) {
      const texts = tradeOffs.length > 0 ? tradeOffs.map(tradeOffText) : [`${safeLine(topic)}\n  ${nothingSaid}\n`];
      yield between + texts.join('\n');
      between = '\n';
    }
  },
  // The code alone, byte for byte: whoever pipes it into a shell wants no other characters.
  *code(pieces) {
    for (const { text: code } of pieces) yield code === '' || /[\r\n]$/.test(code) ? code : `${code}\n`;
  },
  *tables(tables) {
    let between = '';
    for (const { head, rows } of tables) {
      yield `${between}${[head, ...rows].map((cells) => `${safeLine(cells.join('  '))}\n`).join('')}`;
      between = '\n';
    }
  },
  *tasks(tasks) {
    for (const { text: task, done } of tasks) yield `[${done ? 'x' : ' '}] ${safeLine(task)}\n`;
  },
};

/** One a line; with its quote before it, if that is wanted. */
function* passageLines(passages: readonly Passage[], { hasContext }: Context): Iterable<string> {
  let about: Passage | undefined;
  for (const passage of passages) {
    if (hasContext && passage.about && passage.about !== about) yield `> ${safeLine(passage.about.text)}\n`;
    about = passage.about;
    yield `${safeLine(passage.text)}\n`;
    if (hasContext) for (const remark of passage.remarks) yield `  ${safeLine(remark.text)}\n`;
  }
}

function tradeOffText(tradeOff: TradeOff): string {
  const lines = [tradeOff.topic];
  for (const [side, name] of sideNames) {
    if (tradeOff[side].length > 0) lines.push(`  ${name}`);
    for (const item of tradeOff[side])
      lines.push(`    ${item.text}`, ...item.remarks.map((remark) => `      ${remark.text}`));
  }
  return `${lines.map((line) => safeText(line.replace(/[\r\n]+/g, ' '))).join('\n')}\n`;
}

/** Blocks as lines of text, a blank line between two. */
function blocksToText(blocks: readonly Block[], context: Context, depth: number): string[] {
  const lines: string[] = [];
  for (const block of blocks) {
    const own = blockToText(block, context, depth);
    if (own.length > 0 && lines.length > 0) lines.push('');
    for (const line of own) lines.push(line);
  }
  return lines;
}

function blockToText(block: Block, context: Context, depth: number): string[] {
  if (depth > deepest) return [plainText(block)];
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return inlineText(block.children).split('\n');
    case 'blockquote':
    case 'footnoteDefinition':
      return blocksToText(block.children, context, depth + 1);
    case 'code':
      return block.value.split(/\r\n|\r|\n/);
    case 'html':
      return textOfHtml(block.value).trim() === '' ? [] : textOfHtml(block.value).trim().split('\n');
    case 'table':
      return block.children.map((row) => row.children.map((cell) => plainText(cell)).join('  '));
    case 'list':
      return block.children.flatMap((item, index) => {
        const mark = block.ordered ? `${(block.start ?? 1) + index}. ` : context.ascii ? '- ' : '• ';
        const lines = blocksToText(item.children, context, depth + 1).filter(
          (line) => block.spread || item.spread || line !== '',
        );
        return (lines.length > 0 ? lines : ['']).map((line, at) =>
          at === 0 ? mark + line : line && ' '.repeat(mark.length) + line,
        );
      });
    default:
      return [];
  }
}

/** Inlines as text, line breaks kept. */
export function inlineText(nodes: readonly Node[]): string {
  return (nodes as readonly Inline[]).map(inlineValue).join('').replace(/\r\n?/g, '\n');
}

function inlineValue(node: Inline): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return '\n';
    case 'html':
      return textOfHtml(node.value);
    case 'image':
    case 'imageReference':
      return node.alt;
    case 'footnoteReference':
      return '';
    default:
      return inlineTextOf(node.children);
  }
}

function inlineTextOf(nodes: readonly Node[]): string {
  return nodes.every((node) => node.type === 'text') ? inlineText(nodes) : plainText(nodes);
}
