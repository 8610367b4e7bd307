/** Help as text: the overview, and the topics of `readings help`. */
import type { Command } from '../command-line/command.ts';
import { groups } from '../command-line/command.ts';
import type { ExampleWords } from './example-words.ts';
import { fillExample } from './example-words.ts';
import type { Topic } from './topics.ts';

/** Renders what `readings` prints without arguments, in at most 25 lines of 80 columns. */
export function renderOverview(
  commands: readonly Command[],
  description: string,
  words: ExampleWords,
  width: number,
): string {
  const lines = groups.map((group) => {
    const names = commands.filter((command) => command.group === group).map(({ name }) => name);
    return wrapText(names.join(' '), `  ${group.padEnd(10)}`, ' '.repeat(12), width);
  });
  const examples = ['show {section}', 'proscons {topic}', 'search {word}'];
  return [
    wrapText(description, '', '', width),
    '',
    'Usage: readings COMMAND [QUERY...] [OPTIONS]',
    '',
    ...lines,
    '',
    'Examples:',
    ...examples.map((example) => `  readings ${fillExample(example, words)}`),
    '',
    'More:',
    '  readings COMMAND --help   options and examples of a command',
    '  readings help commands    what each command does',
    '  readings help options     options that work with every command',
    '  readings help lookup      what a query can be',
    '',
  ].join('\n');
}

/** @param width columns */
export function renderTopic({ title, parts }: Topic, width: number): string {
  const blocks = parts.map((part) => {
    if (typeof part === 'string') return wrapText(part, '', '', width);
    if ('code' in part) return part.code.replace(/^(?=.)/gm, '    ');
    const maxNameWidth = Math.min(18, Math.max(...part.names.map(([name]) => name.length)));
    return part.names
      .map(([name, meaning]) => {
        const start = `  ${name.padEnd(maxNameWidth)}  `;
        const indent = ' '.repeat(maxNameWidth + 4);
        return name.length > maxNameWidth
          ? `  ${name}\n${wrapText(meaning, indent, indent, width)}`
          : wrapText(meaning, start, indent, width);
      })
      .join('\n');
  });
  return `${title}\n\n${blocks.join('\n\n')}\n`;
}

/** @param start before the first line; the others have `indent` */
function wrapText(text: string, start: string, indent: string, width: number): string {
  const lines: string[] = [];
  let line = start;
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
