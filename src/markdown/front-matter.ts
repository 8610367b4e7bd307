/** Front matter: what a block of YAML or TOML at the head of a note says about it. */
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { parse as parseToml, TomlError } from 'smol-toml';
import type { FrontMatterBlock } from './front-matter-block.ts';
import type { FrontMatter } from './front-matter-fields.ts';
import { frontMatterIn } from './front-matter-fields.ts';

/** Why a block that looks like front matter is none; `line` counts from 1 in the note. */
export interface FrontMatterProblem {
  readonly line: number;
  readonly reason: string;
}

/**
 * Reads a block of front matter. Keys that are not known are left alone.
 * @returns a problem when it is malformed; nothing when it is well formed but no mapping (a thematic break and a heading)
 */
export function readFrontMatter(block: FrontMatterBlock): FrontMatter | FrontMatterProblem | undefined {
  if (isTooDeep(block.value)) return { line: 1, reason: 'it is nested too deeply' };
  const data = block.kind === 'yaml' ? readYaml(block.value) : readToml(block.value);
  if (data === undefined || 'reason' in data) return data as FrontMatterProblem | undefined;
  return frontMatterIn(data.mapping);
}

/** Parsers recurse: beyond some hundred levels what they say depends on the stack that is left. */
function isTooDeep(value: string): boolean {
  return /^ {200}/m.test(value) || (value.match(/[[{]/g)?.length ?? 0) > 200 || /(?:- ){100}/.test(value);
}

type Read = { mapping: object } | FrontMatterProblem | undefined;

function readYaml(value: string): Read {
  try {
    const data: unknown = value.trim() === '' ? null : load(value, { schema: CORE_SCHEMA, maxAliases: 100 });
    if (data === null || data === undefined) return { mapping: {} };
    if (Array.isArray(data))
      return { line: 2, reason: 'front matter is a mapping of keys to values, and this is a list' };
    return typeof data === 'object' ? { mapping: data } : undefined;
  } catch (error) {
    const { reason, mark } = error instanceof YAMLException ? error : { reason: String(error), mark: undefined };
    return { line: 2 + (mark?.line ?? 0), reason: firstLine(reason) };
  }
}

function readToml(value: string): Read {
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
