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

/**
 * Reads a block of front matter. Unknown keys are ignored.
 * @returns a problem if malformed; undefined if it is valid YAML or TOML but not a mapping; Markdown then reads it as a
 * thematic break and a heading
 */
export function readFrontMatter(block: FrontMatterBlock): FrontMatter | FrontMatterProblem | undefined {
  if (isTooDeep(block.value)) return { line: 1, reason: 'it is nested too deeply' };
  const data = block.kind === 'yaml' ? readYaml(block.value) : readToml(block.value);
  if (data === undefined || 'reason' in data) return data as FrontMatterProblem | undefined;
  return readFrontMatterFields(data.mapping);
}

/**
 * Reports whether nesting is too deep. The parsers are recursive and could overflow the stack beyond a few hundred
 * levels.
 */
function isTooDeep(value: string): boolean {
  return /^ {200}/m.test(value) || (value.match(/[[{]/g)?.length ?? 0) > 200 || /(?:- ){100}/.test(value);
}

type ParseResult = { mapping: object } | FrontMatterProblem | undefined;

function readYaml(value: string): ParseResult {
  try {
    const data: unknown = value.trim() === '' ? null : load(value, { schema: CORE_SCHEMA, maxAliases: 100 });
    if (data === null || data === undefined) return { mapping: {} };
    if (Array.isArray(data)) return { line: 2, reason: 'expected a mapping of keys to values, but found a list' };
    return typeof data === 'object' ? { mapping: data } : undefined;
  } catch (error) {
    const { reason, mark } = error instanceof YAMLException ? error : { reason: String(error), mark: undefined };
    return { line: 2 + (mark?.line ?? 0), reason: firstLine(reason) };
  }
}

function readToml(value: string): ParseResult {
  try {
    return { mapping: parseToml(value) };
  } catch (error) {
    return {
      line: 1 + (error instanceof TomlError ? error.line : 0),
      reason: firstLine(error instanceof Error ? error.message : String(error)),
    };
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '').replace(/ at line \d+, column \d+$/, '');
}
