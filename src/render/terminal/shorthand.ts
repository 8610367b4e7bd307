/**
 * Shorthand that other programs display as characters: `:tada:` (GitHub's names of emoji) and `x^2^` (pandoc's
 * superscript). Only text at a terminal that shows Unicode is replaced.
 *
 * What stays text: a colon or caret beside another letter or digit (`10:30:45`, `2^3^2^4`), a path (`/users/:x:/`), a
 * class (`[:alpha:]`), an address, an unknown name, a superscript with white space.
 */
import { shiftText } from './inline.ts';

const emojiName = /(?<![\p{L}\p{N}:/\\[{(=])(?::[a-z0-9_+-]{1,40}:)+(?![\p{L}\p{N}:/\\\]}=])/giu;
const superscript = /(?<![\^][\p{L}\p{N}]{0,20})(?<=[\p{L}\p{N})\]])\^([^\s^]{1,20})\^(?![\p{L}\p{N}^])/gu;

let emojiByName: ReadonlyMap<string, string> | undefined;

/** Reports whether a text may have names of emoji, which must be loaded first. */
export function needsEmoji(text: string): boolean {
  return emojiByName === undefined && text.search(emojiName) >= 0;
}

export async function loadEmoji(): Promise<void> {
  const { nameToEmoji } = await import('gemoji');
  emojiByName = new Map(Object.entries(nameToEmoji));
}

export function replaceShorthand(text: string): string {
  const withEmoji = emojiByName && text.includes(':') ? replaceEmoji(text, emojiByName) : text;
  return withEmoji.includes('^')
    ? withEmoji.replace(superscript, (_, inner: string) => shiftText(inner, 'sup'))
    : withEmoji;
}

function replaceEmoji(text: string, emoji: ReadonlyMap<string, string>): string {
  return text.replace(emojiName, (names) =>
    names.replace(/:([^:]+):/g, (whole, name: string) => emoji.get(name.toLowerCase()) ?? whole),
  );
}
