/**
 * Returns a text without the characters at its end that a pattern matches. A pattern such as `/-+$/` would start again at every
 * character of a run that is not at the end, which takes quadratic time.
 * @param character matches one UTF-16 code unit; must not be global or sticky
 */
export function trimEndWhile(text: string, character: RegExp): string {
  let end = text.length;
  while (end > 0 && character.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
