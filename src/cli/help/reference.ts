/** The reference as Markdown: the parts of the README between `<!-- reference NAME -->` and `<!-- /reference -->`. */
import type { Command } from '../command-line/command.ts';
import { helpTopics, type Part } from './topics.ts';

/** @returns a README with its reference made anew. @throws Error when it asks for a part that there is none of */
export function withReference(readme: string, program: Command): string {
  return readme.replace(
    /^(<!-- reference ([a-z-]+) -->\n)[\s\S]*?^(<!-- \/reference -->)$/gm,
    (_, start: string, name: string, end: string) => `${start}\n${partNamed(name, program)}\n${end}`,
  );
}

function partNamed(name: string, program: Command): string {
  if (name === 'commands') return commandTable(program);
  if (name === 'options') return optionTable(program);
  const topic = helpTopics.find((one) => one.name === name);
  if (!topic) throw new Error(`there is no part ${name} of the reference`);
  // Examples are for those who ask: what has one is a table here.
  const texts = topic.parts.filter((part) => typeof part === 'string');
  if (topic.parts.some((part) => typeof part !== 'string' && 'code' in part)) {
    const names = topic.parts.flatMap((part) => (typeof part !== 'string' && 'names' in part ? part.names : []));
    return [...texts, { names }].map(partMarkdown).join('\n');
  }
  return topic.parts.map(partMarkdown).join('\n');
}

function partMarkdown(part: Part): string {
  if (typeof part === 'string') return `${escaped(part)}\n`;
  if ('code' in part) return '';
  return table(
    ['name', 'what it means'],
    part.names.map(([name, meaning]) => [`\`${name}\``, escaped(meaning)]),
  );
}

function commandTable(program: Command): string {
  const rows = program.commands.map((command) => {
    const names = [command.name(), ...command.aliases()].join(', ');
    const own = command.options.map(({ flags }) => `\`${flags}\``).join(' ');
    return [`\`${names}\``, escaped(command.description()), own];
  });
  return table(['command', 'what it does', 'its options'], rows);
}

function optionTable(program: Command): string {
  return table(
    ['option', 'what it does'],
    program.options.map(({ flags, description }) => [`\`${flags}\``, escaped(description)]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

function escaped(text: string): string {
  return text.replace(/[\\<>*_]/g, '\\$&');
}
