/** Templates of new notes: those that come with the program, and a library's own. */
import { readdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exitStatus, UserError } from '../core/errors.ts';
import { isWithin, readSmallFile } from '../library/files/paths.ts';
import { describeFileError } from '../library/files/walk.ts';

const head = '---\ndate: {{date}}\ntags: [{{tags}}]\n---\n\n# {{title}}\n';

/** By name. */
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
 * A template of a name: a library's own before one that comes with the program.
 * @param own the folder in the library where its own are; there may be none
 * @throws UserError when there is none of that name, or it cannot be read, or lies outside the library
 */
export function templateNamed(name: string, library: string, own: string): string {
  const folder = resolve(library, own);
  if (!isWithin(folder, library))
    throw new UserError(
      `templates = "${own}" leads out of the library ${library}`,
      exitStatus.usageError,
      'It is a folder in the library, relative to it.',
    );
  const names = namesIn(folder);
  if (names.includes(name)) {
    const file = join(folder, `${name}.md`);
    try {
      if (isWithin(realpathSync(file), realpathSync(library))) return readSmallFile(file);
    } catch (error) {
      throw new UserError(`cannot read the template ${file}: ${describeFileError(error)}`, exitStatus.partialFailure);
    }
    throw new UserError(`the template ${file} leads out of the library`, exitStatus.partialFailure, 'Copy it there.');
  }
  const bundled = Object.hasOwn(bundledTemplates, name) ? bundledTemplates[name] : undefined;
  if (bundled !== undefined) return bundled;
  const known = [...new Set([...names, ...Object.keys(bundledTemplates)])].join(', ');
  throw new UserError(
    `there is no template "${name}"`,
    exitStatus.usageError,
    `Templates: ${known}. Your own are files NAME.md in ${folder}.`,
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.md') && !name.startsWith('.'))
      .map((name) => name.slice(0, -3))
      .sort();
  } catch {
    return [];
  }
}

export interface Filling {
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
 * Puts what is known into a template. A line that is to hold an address is left out, with the empty line after it, where there
 * is none; tags that a template has no place for are put into its front matter.
 * @throws UserError when there are tags, and the template has tags of its own and no place for others
 */
export function filled(template: string, { title, heading, date, url, slug, tags }: Filling): string {
  const end = /\r\n|\n|\r/.exec(template)?.[0] ?? '\n';
  const text = template.replace(/\r\n?/g, '\n');
  const kept = url === undefined ? text.replace(/^.*\{\{url\}\}.*(?:\n(?:[ \t]*\n)?|$)/gm, '') : text;
  const list = tags.map((tag) => (/^[\p{L}\p{N}][\p{L}\p{N}/_-]*$/u.test(tag) ? tag : JSON.stringify(tag))).join(', ');
  const values: Readonly<Record<string, string>> = { title: heading, date, url: url ?? '', slug, tags: list };
  const whole = tags.length > 0 && !kept.includes('{{tags}}') ? withTags(kept) : kept;
  const [front = ''] = /^---\n[\s\S]*?^---$/m.exec(whole) ?? [];
  const isAhead = front !== '' && whole.startsWith(front);
  const written =
    (isAhead ? inFrontMatter(front, { ...values, title }) : '') +
    inText(isAhead ? whole.slice(front.length) : whole, values);
  return end === '\n' ? written : written.replaceAll('\n', end);
}

const places = /\{\{(title|date|url|slug|tags)\}\}/g;

function inText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(places, (_, name: string) => values[name] ?? '');
}

/**
 * A line of YAML with what is known put into its value: in the quotes that are there, or in some where the value could be anything
 * else than text (YAML 1.2.2 §7.3).
 */
function inFrontMatter(block: string, values: Readonly<Record<string, string>>): string {
  return block.replace(/^([ \t]*(?:- )?(?:[\w-]+:[ \t]+)?)(.*\{\{.*)$/gm, (_, start: string, value: string) => {
    const quote = /^(["']).*\1[ \t]*$/.exec(value)?.[1];
    if (quote === '"')
      return (
        start +
        inText(
          value,
          mapped(values, (one) => JSON.stringify(one).slice(1, -1)),
        )
      );
    if (quote === "'")
      return (
        start +
        inText(
          value,
          mapped(values, (one) => one.replaceAll("'", "''")),
        )
      );
    const whole = inText(value, values);
    const isPlain = value.startsWith('[') || /^(?:\d{4}-\d\d-\d\d|\p{L}[\p{L}\p{N} _./-]*)?$/u.test(whole);
    return start + (isPlain ? whole : JSON.stringify(whole));
  });
}

function mapped(values: Readonly<Record<string, string>>, make: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, make(value)]));
}

function withTags(template: string): string {
  const block = /^---\n([\s\S]*?)^---$/m.exec(template);
  if (!block || block.index > 0) return `---\ntags: [{{tags}}]\n---\n\n${template}`;
  if (/^tags[ \t]*:/m.test(block[1] ?? ''))
    throw new UserError(
      'the template has tags of its own, and no place for others',
      exitStatus.usageError,
      'Write {{tags}} where they belong, as in tags: [course, {{tags}}].',
    );
  return template.replace(/^---\n/, '---\ntags: [{{tags}}]\n');
}
