/** The YAML that nearly all front matter is, read without a parser: what is anything else is the parser's. */

/** A key of a block mapping that needs no quotes, and what stands after it. */
const pair = /^([A-Za-z][\w-]*):(?:[ \t]+(.*?))?[ \t]*$/;
const item = /^( *)- +(.*?)[ \t]*$/;
/** Text that is a string in the core schema (YAML 1.2.2 §10.3) and has no sign of YAML's in it, or a date. */
const scalar = /^(?:[A-Za-zÀ-ɏ](?:[\wÀ-ɏ .,()/&+'’-]*[\wÀ-ɏ.)+’])?|\d{4}-\d\d-\d\d)$/;
const word = /^[A-Za-zÀ-ɏ](?:[\wÀ-ɏ ./()+'’-]*[\wÀ-ɏ.)+’])?$/;
const quoted = /^(?:"([^"\\]*)"|'([^']*)')$/;
const notStrings = /^(?:true|false|null|nan)$/i;

/**
 * @param value lines of front matter
 * @returns what they say where they are `key: value`, `key: [a, b]`, or `key:` and a list; else nothing
 */
export function readPlainYaml(value: string): Record<string, string | string[] | null> | undefined {
  const mapping = new Map<string, string | string[] | null>();
  let list: string[] = [];
  let open = '';
  let indent: string | undefined;
  for (const line of value.split(/\r\n|\n|\r/)) {
    if (line === '') continue;
    const [, before, entry] = item.exec(line) ?? [];
    if (before !== undefined && entry !== undefined) {
      const text = textOf(entry, scalar);
      if (open === '' || text === undefined || before !== (indent ?? before)) return undefined;
      indent = before;
      list.push(text);
      mapping.set(open, list);
      continue;
    }
    const [, key, after = ''] = pair.exec(line) ?? [];
    if (key === undefined || mapping.has(key) || notStrings.test(key)) return undefined;
    list = [];
    indent = undefined;
    open = after === '' ? key : '';
    const read = after === '' ? null : after.startsWith('[') ? listOf(after) : textOf(after, scalar);
    if (read === undefined) return undefined;
    mapping.set(key, read);
  }
  return Object.fromEntries(mapping);
}

function textOf(text: string, allowed: RegExp): string | undefined {
  const inside = quoted.exec(text);
  if (inside) return inside[1] ?? inside[2];
  return allowed.test(text) && !notStrings.test(text) ? text : undefined;
}

function listOf(text: string): string[] | undefined {
  if (!/^\[[^[\]"']*\]$/.test(text)) return undefined;
  const words = text.slice(1, -1).split(',');
  if (words.length === 1 && words[0]?.trim() === '') return [];
  const read = words.map((one) => textOf(one.trim(), word));
  return read.every((one) => one !== undefined) ? read : undefined;
}
