import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { parse as parseToml, TomlError } from 'smol-toml';
import type { FrontMatterBlock } from './front-matter-block.ts';
import type { FrontMatter } from './front-matter-fields.ts';
import { readFrontMatterFields } from './front-matter-fields.ts';

/** Why front matter is malformed. `line` counts from 1 in the note. */
export interface FrontMatterProblem {
  readonly line: number;
  readonly reason: string;
}

export interface FrontMatterResult {
  /** Undefined if nothing can be read; Markdown then reads the block as content. */
  readonly fields?: FrontMatter;
  readonly problem?: FrontMatterProblem;
}

/** Reads a block of front matter. Unknown keys are ignored. In malformed YAML, the keys that can be read are used. */
export function readFrontMatter(block: FrontMatterBlock): FrontMatterResult {
  if (isTooDeep(block.value)) return { problem: { line: 1, reason: 'it is nested too deeply' } };
  const { mapping, problem } = block.kind === 'yaml' ? readYaml(block.value) : readToml(block.value);
  if (!mapping) return problem ? { problem } : {};
  const fields = readFrontMatterFields(mapping);
  const firstProblem = problem ?? findDateProblem(fields, block.value);
  return { fields, ...(firstProblem ? { problem: firstProblem } : {}) };
}

function findDateProblem({ ambiguousDate }: FrontMatter, value: string): FrontMatterProblem | undefined {
  if (ambiguousDate === undefined) return undefined;
  const line = value.split(/\r\n|\n|\r/).findIndex((text) => text.includes(ambiguousDate));
  return { line: line + 2, reason: `the date ${ambiguousDate} is ambiguous; write it as 2024-01-31` };
}

/**
 * Reports whether nesting is too deep. The parsers are recursive and could overflow the stack beyond a few hundred
 * levels.
 */
function isTooDeep(value: string): boolean {
  return /^ {200}/m.test(value) || (value.match(/[[{]/g)?.length ?? 0) > 200 || /(?:- ){100}/.test(value);
}

interface ParseResult {
  readonly mapping?: object;
  readonly problem?: FrontMatterProblem;
}

function readYaml(value: string): ParseResult {
  try {
    const data: unknown = value.trim() === '' ? null : load(value, { schema: CORE_SCHEMA, maxAliases: 100 });
    if (data === null || data === undefined) return { mapping: {} };
    if (Array.isArray(data))
      return { problem: { line: 2, reason: 'expected a mapping of keys to values, but found a list' } };
    return typeof data === 'object' ? { mapping: data } : readTomlInYamlFences(value);
  } catch (error) {
    const { reason, mark } = error instanceof YAMLException ? error : { reason: String(error), mark: undefined };
    const mapping = readKeys(value);
    return { ...(mapping ? { mapping } : {}), problem: { line: 2 + (mark?.line ?? 0), reason: firstLine(reason) } };
  }
}

const yamlKey = /^[\p{L}_][\p{L}\p{N}_ -]*:(?:\s|$)/u;

/** Reads each key of malformed YAML for itself; undefined if a line does not look like YAML. */
function readKeys(value: string): object | undefined {
  const blocks: string[] = [];
  for (const line of value.split(/\r\n|\n|\r/)) {
    const isContinuation = /^(?:\s|-\s|#|$)/.test(line);
    if (yamlKey.test(line)) blocks.push(line);
    else if (!isContinuation) return undefined;
    else if (blocks.length > 0) blocks.push(`${blocks.pop()}\n${line}`);
  }
  if (blocks.length === 0) return undefined;
  return Object.assign({}, ...blocks.map(readKey));
}

function readKey(block: string): object {
  try {
    const data: unknown = load(block, { schema: CORE_SCHEMA, maxAliases: 100 });
    if (typeof data === 'object' && data !== null) return data;
  } catch {
    // Read as text below.
  }
  const [, key = '', text = ''] = /^([^:]+):\s*([^\r\n]*)/.exec(block) ?? [];
  // A broken list, mapping or quotation is not text.
  return /^[[{&*!|>%@"'`]/.test(text) ? {} : { [key]: text };
}

/** `title = "x"` between `---`. */
function readTomlInYamlFences(value: string): ParseResult {
  if (!value.split(/\r\n|\n|\r/).every((line) => /^[\w-]+\s*=|^\s*(?:#|$)/.test(line))) return {};
  const { mapping } = readToml(value);
  return mapping ? { mapping, problem: { line: 1, reason: 'it is TOML, which is written between lines of +++' } } : {};
}

function readToml(value: string): ParseResult {
  try {
    return { mapping: parseToml(value) };
  } catch (error) {
    return {
      problem: {
        line: 1 + (error instanceof TomlError ? error.line : 0),
        reason: firstLine(error instanceof Error ? error.message : String(error)),
      },
    };
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '').replace(/ at line \d+, column \d+$/, '');
}
