/** Templates for new notes: the bundled ones, and a library's own. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import { exitStatus } from '../core/exit-codes.ts';
import { describeFileError } from '../library/files/file-errors.ts';
import { isInsideLibrary, isWithin, readSmallFile } from '../library/files/paths.ts';

const head = '---\ndate: {{date}}\ntags: [{{tags}}]\n---\n\n# {{title}}\n';

export const bundledTemplates: Readonly<Record<string, string>> = {
  reading: `${head}
<{{url}}>

## Takeaways

## Pros

## Cons

## Words worth knowing

## Resources
`,
  comparison: `${head}
<{{url}}>

## When to use

## Pros

## Cons

## Alternatives

## Resources
`,
  class: `${head}
<{{url}}>

## Goals

## Notes

## Questions

## Tasks

## Resources
`,
  daily: `${head}
<{{url}}>

## Read

## Learned

## Tasks
`,
};

export const defaultTemplate = 'reading';

/**
 * Reads a template: the library's own, otherwise the bundled one with this name.
 * @param templatesFolder the folder of the library's own templates, relative to the library; it need not exist
 * @throws UserError if there is no such template, it cannot be read, or it is outside the library
 */
export function readTemplate(name: string, library: string, templatesFolder: string): string {
  const folder = resolve(library, templatesFolder);
  if (!isWithin(folder, library))
    throw new UserError(
      `templates = "${templatesFolder}" is outside the library ${library}.`,
      exitStatus.usageError,
      'Give a folder relative to the library.',
    );
  const names = listTemplates(folder);
  if (names.includes(name)) {
    const file = join(folder, `${name}.md`);
    try {
      if (isInsideLibrary(file, library)) return readSmallFile(file);
    } catch (error) {
      throw new UserError(`Cannot read the template ${file}: ${describeFileError(error)}.`, exitStatus.partialFailure);
    }
    throw new UserError(
      `The template ${file} is a link to a file outside the library.`,
      exitStatus.partialFailure,
      'Copy the file into the library.',
    );
  }
  const bundledTemplate = Object.hasOwn(bundledTemplates, name) ? bundledTemplates[name] : undefined;
  if (bundledTemplate !== undefined) return bundledTemplate;
  const allNames = [...new Set([...names, ...Object.keys(bundledTemplates)])].join(', ');
  throw new UserError(
    `No template is called "${name}".`,
    exitStatus.usageError,
    `Available templates: ${allNames}. Put your own into ${folder} as NAME.md.`,
  );
}

function listTemplates(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.md') && !name.startsWith('.'))
      .map((name) => name.slice(0, -3))
      .sort();
  } catch {
    return [];
  }
}

export interface TemplateValues {
  readonly title: string;
  /** The title as Markdown. */
  readonly heading: string;
  /** Year, month, day. */
  readonly date: string;
  readonly url: string | undefined;
  readonly slug: string;
  readonly tags: readonly string[];
}

/**
 * Fills in the placeholders of a template. Without a URL, the line of its placeholder and the blank line after it are left out.
 * Tags without a placeholder are added to the front matter.
 * @throws UserError if there are tags to add, and the template sets `tags` without a {{tags}} placeholder
 */
export function fillTemplate(template: string, { title, heading, date, url, slug, tags }: TemplateValues): string {
  const lineEnding = /\r\n|\n|\r/.exec(template)?.[0] ?? '\n';
  const text = template.replace(/\r\n?/g, '\n');
  const lines = url === undefined ? text.replace(/^.*\{\{url\}\}.*(?:\n(?:[ \t]*\n)?|$)/gm, '') : text;
  const list = tags.map((tag) => (/^[\p{L}\p{N}][\p{L}\p{N}/_-]*$/u.test(tag) ? tag : JSON.stringify(tag))).join(', ');
  const values: Readonly<Record<string, string>> = { title: heading, date, url: url ?? '', slug, tags: list };
  const whole = tags.length > 0 && !lines.includes('{{tags}}') ? addTagsPlaceholder(lines) : lines;
  const [front = ''] = /^---\n[\s\S]*?^---$/m.exec(whole) ?? [];
  const isAhead = front !== '' && whole.startsWith(front);
  const filled =
    (isAhead ? fillFrontMatter(front, { ...values, title }) : '') +
    fillText(isAhead ? whole.slice(front.length) : whole, values);
  return lineEnding === '\n' ? filled : filled.replaceAll('\n', lineEnding);
}

const placeholder = /\{\{(title|date|url|slug|tags)\}\}/g;

function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (_, name: string) => values[name] ?? '');
}

/**
 * Fills in front matter. A value is put into the quotes around its placeholder, or quoted if it might be read as something else
 * than text (YAML 1.2.2 §7.3).
 */
function fillFrontMatter(block: string, values: Readonly<Record<string, string>>): string {
  return block.replace(/^.+$/gm, (line) => {
    if (!line.includes('{{')) return line;
    const start = /^[ \t]*(?:- )?(?:[\w-]+:[ \t]+)?/.exec(line)?.[0] ?? '';
    const value = line.slice(start.length);
    const quote = /^(["']).*\1[ \t]*$/.exec(value)?.[1];
    const escapeValue = quote === undefined ? undefined : escapeQuoted[quote];
    if (escapeValue) return start + fillText(value, mapValues(values, escapeValue));
    const whole = fillText(value, values);
    const isPlain = value.startsWith('[') || /^(?:\d{4}-\d\d-\d\d|\p{L}[\p{L}\p{N} _./-]*)?$/u.test(whole);
    return start + (isPlain ? whole : JSON.stringify(whole));
  });
}

/** How a text is written within quotation marks in YAML. */
const escapeQuoted: Readonly<Record<string, (text: string) => string>> = {
  '"': (text) => JSON.stringify(text).slice(1, -1),
  "'": (text) => text.replaceAll("'", "''"),
};

function mapValues(values: Readonly<Record<string, string>>, map: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

function addTagsPlaceholder(template: string): string {
  const block = /^---\n([\s\S]*?)^---$/m.exec(template);
  if (!block || block.index > 0) return `---\ntags: [{{tags}}]\n---\n\n${template}`;
  if (/^tags[ \t]*:/m.test(block[1] ?? ''))
    throw new UserError(
      'Cannot add tags: the template sets `tags`, but has no {{tags}} placeholder.',
      exitStatus.usageError,
      'Add {{tags}} to it, for example: tags: [course, {{tags}}]',
    );
  return template.replace(/^---\n/, '---\ntags: [{{tags}}]\n');
}
