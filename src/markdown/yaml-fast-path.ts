/** Reads the simple YAML of most front matter without loading a YAML parser. */
import { trimEndWhile } from '../core/trim-end.ts';

const pair = /^([A-Za-z][\w-]*):(?:[ \t]+(\S.*))?$/;
const listItem = /^( *)- +(\S.*)$/;
/** Text that is a string in the core schema (YAML 1.2.2 §10.3) and has no YAML syntax, or a date. */
const scalar = /^(?:[A-Za-zÀ-ɏ](?:[\wÀ-ɏ .,()/&+'’-]*[\wÀ-ɏ.)+’])?|\d{4}-\d\d-\d\d)$/;
const listWord = /^[A-Za-zÀ-ɏ](?:[\wÀ-ɏ ./()+'’-]*[\wÀ-ɏ.)+’])?$/;
const quotedText = /^(?:"([^"\\]*)"|'([^']*)')$/;
const nonStrings = /^(?:true|false|null|nan)$/i;

/**
 * Reads lines of the forms `key: value`, `key: [a, b]`, and `key:` followed by a list.
 * @param value lines of front matter
 * @returns undefined if a line has any other form
 */
export function readPlainYaml(value: string): Record<string, string | string[] | null> | undefined {
  const mapping = new Map<string, string | string[] | null>();
  let list: string[] = [];
  let openKey = '';
  let indent: string | undefined;
  for (const rawLine of value.split(/\r\n|\n|\r/)) {
    if (rawLine === '') continue;
    const line = trimEndWhile(rawLine, /[ \t]/);
    const [, itemIndent, entry] = listItem.exec(line) ?? [];
    if (itemIndent !== undefined && entry !== undefined) {
      const text = readText(entry, scalar);
      if (openKey === '' || text === undefined || itemIndent !== (indent ?? itemIndent)) return undefined;
      indent = itemIndent;
      list.push(text);
      mapping.set(openKey, list);
      continue;
    }
    const [, key, after = ''] = pair.exec(line) ?? [];
    if (key === undefined || mapping.has(key) || nonStrings.test(key)) return undefined;
    list = [];
    indent = undefined;
    openKey = after === '' ? key : '';
    const parsedValue = after === '' ? null : after.startsWith('[') ? readList(after) : readText(after, scalar);
    if (parsedValue === undefined) return undefined;
    mapping.set(key, parsedValue);
  }
  return Object.fromEntries(mapping);
}

function readText(text: string, pattern: RegExp): string | undefined {
  const match = quotedText.exec(text);
  if (match) return match[1] ?? match[2];
  return pattern.test(text) && !nonStrings.test(text) ? text : undefined;
}

function readList(text: string): string[] | undefined {
  if (!/^\[[^[\]"']*\]$/.test(text)) return undefined;
  const parts = text.slice(1, -1).split(',');
  if (parts.length === 1 && parts[0]?.trim() === '') return [];
  const entries = parts.map((part) => readText(part.trim(), listWord));
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}
