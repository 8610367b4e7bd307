/** The reference as Markdown: the parts of a page between `<!-- reference NAME -->` and `<!-- /reference -->`. */
import type { Command } from '../command-line/command.ts';
import { formatOperand } from '../command-line/command.ts';
import { describeOption } from '../command-line/options.ts';
import { defaultWords, fillExample } from './example-words.ts';
import type { Part } from './topics.ts';
import { helpTopics } from './topics.ts';

/** Returns a page with its reference parts up to date. @throws Error if it names an unknown part */
export function updateReference(page: string, commands: readonly Command[]): string {
  return page.replace(
    /^(<!-- reference ([a-z-]+) -->\n)[\s\S]*?^(<!-- \/reference -->)$/gm,
    (_, start: string, name: string, end: string) => `${start}\n${renderPart(name, commands)}\n${end}`,
  );
}

function renderPart(name: string, commands: readonly Command[]): string {
  if (name === 'command-table') return renderCommandTable(commands);
  if (name === 'command-details') return commands.map(renderCommand).join('\n');
  const topic = helpTopics.find((candidate) => candidate.name === name);
  if (!topic) throw new Error(`The reference has no part "${name}".`);
  const texts = topic.parts.filter((part) => typeof part === 'string');
  // With examples, the names become one table without them: examples are in `readings help`.
  if (topic.parts.some((part) => typeof part !== 'string' && 'code' in part)) {
    const names = topic.parts.flatMap((part) => (typeof part !== 'string' && 'names' in part ? part.names : []));
    return [...texts, { names }].map(partToMarkdown).join('\n');
  }
  return topic.parts.map(partToMarkdown).join('\n');
}

function partToMarkdown(part: Part): string {
  if (typeof part === 'string') return `${escapeText(part)}\n`;
  if ('code' in part) return '';
  return renderTable(
    ['Name', 'Meaning'],
    part.names.map(([name, meaning]) => [`\`${name}\``, escapeText(meaning)]),
  );
}

function renderCommandTable(commands: readonly Command[]): string {
  return renderTable(
    ['Command', 'What it does'],
    commands.map(({ name, aliases = [], summary }) => [
      [name, ...aliases].map((text) => `\`${text}\``).join(', '),
      escapeText(summary),
    ]),
  );
}

function renderCommand({ name, aliases = [], summary, operands, options, examples }: Command): string {
  const usage = ['readings', name, ...operands.map(formatOperand), ...(options.length > 0 ? ['[options]'] : [])];
  const also = aliases.length > 0 ? `\nAlso: ${aliases.map((alias) => `\`${alias}\``).join(', ')}.\n` : '';
  const rows = [
    ...operands.map((operand) => [`\`${operand.name}\``, escapeText(operand.description)]),
    ...options.map(describeOption).map(([form, description]) => [`\`${form}\``, escapeText(description)]),
  ];
  const table = rows.length > 0 ? `\n${renderTable(['Argument or option', 'Meaning'], rows)}` : '';
  const lines = examples.map((example) => `readings ${fillExample(example, defaultWords)}`);
  return `### ${name}\n\n\`${usage.join(' ')}\`\n\n${escapeText(summary)}\n${also}${table}\n\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`;
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

/** Escapes what would be markup outside of code spans. */
function escapeText(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/[\\<>*_]/g, '\\$&')))
    .join('');
}
