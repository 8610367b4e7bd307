/** A topic as text, for `readings help`. */
import type { Topic } from './topics.ts';

/** @param width columns */
export function topicText({ title, parts }: Topic, width: number): string {
  const blocks = parts.map((part) => {
    if (typeof part === 'string') return wrapped(part, '', '', width);
    if ('code' in part) return part.code.replace(/^/gm, '    ').replace(/ +$/gm, '');
    const widest = Math.min(18, Math.max(...part.names.map(([name]) => name.length)));
    return part.names
      .map(([name, meaning]) => {
        const start = `  ${name.padEnd(widest)}  `;
        const indent = ' '.repeat(widest + 4);
        return name.length > widest
          ? `  ${name}\n${wrapped(meaning, indent, indent, width)}`
          : wrapped(meaning, start, indent, width);
      })
      .join('\n');
  });
  return `${title}\n\n${blocks.join('\n\n')}\n`;
}

function wrapped(text: string, first: string, indent: string, width: number): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > Math.max(width, indent.length + 20)) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += (isEmpty ? '' : ' ') + word;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}
