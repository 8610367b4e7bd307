/** The text of blocks with its paragraphs and line breaks, for a quote that is more than one line of prose. */
import { joinLines } from './scripts.ts';
import type { Block, Node } from './tree.ts';
import { getChildren, getPlainText, walk } from './tree.ts';

/**
 * Returns the text of a block without markup. An empty line is between two blocks, hard line breaks and the items of lists
 * begin a new line, and soft line breaks are spaces.
 */
export function getBlockText(block: Block): string {
  const parts: string[] = [];
  let isTight = false;
  const firstItems = new Set<Node | undefined>();
  const add = (text: string) => {
    if (text !== '') parts.push(isTight && parts.length > 0 ? '\n' : parts.length > 0 ? '\n\n' : '', text);
    isTight = false;
  };
  walk(block, (node) => {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        add(getLines(node));
        return false;
      case 'code':
        add(node.value.trimEnd());
        return false;
      case 'table':
        add(getPlainText(node));
        return false;
      case 'list':
        firstItems.add(node.children[0]);
        return true;
      case 'listItem':
        isTight = !firstItems.has(node);
        return true;
      default:
        return true;
    }
  });
  return parts.join('');
}

function getLines(block: Node): string {
  let text = '';
  for (const inline of getChildren(block))
    walk(inline, (node) => {
      if (node.type === 'text' || node.type === 'inlineCode') text += joinLines(node.value);
      else if (node.type === 'image' || node.type === 'imageReference') text += node.alt;
      else if (node.type === 'break' || (node.type === 'html' && /^<br\b/i.test(node.value))) text += '\n';
    });
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .trim();
}
