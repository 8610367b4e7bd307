/** Families of input that make parsers slow, deep or large: cmark's `pathological_tests.py` by name, and more. */

export interface Family {
  readonly name: string;
  /** @param size about how many characters are wanted */
  readonly make: (size: number) => string;
}

const repeat = (piece: string) => (size: number) => piece.repeat(Math.ceil(size / piece.length));
const around = (open: string, inner: string, close: string) => (size: number) => {
  const count = Math.ceil(size / (open.length + close.length));
  return open.repeat(count) + inner + close.repeat(count);
};
/** A list in a list in a list; the source grows with the square of the depth. */
const deepList = (size: number) => {
  const depth = Math.ceil(Math.sqrt(size));
  return Array.from({ length: depth }, (_, level) => `${' '.repeat(level * 2)}* a\n`).join('');
};
const lists = (depth: number) => '- '.repeat(depth);

const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

export const families: readonly Family[] = [
  { name: 'nested strong emphasis', make: around('*a **a ', 'b', ' a** a*') },
  { name: 'many emphasis closers with no openers', make: repeat('a_ ') },
  { name: 'many emphasis openers with no closers', make: repeat('_a ') },
  { name: 'many link closers with no openers', make: repeat('a]') },
  { name: 'many link openers with no closers', make: repeat('[a') },
  { name: 'mismatched openers and closers', make: repeat('*a_ ') },
  { name: 'commonmark.js issue 172', make: (size) => `${repeat('*_* _ ')(size)}` },
  { name: 'openers and closers multiple of 3', make: (size) => `a**b${'c* '.repeat(size / 3)}` },
  { name: 'link openers and emphasis closers', make: repeat('[ a_') },
  { name: 'pattern [ (]( repeated', make: repeat('[ (](') },
  { name: 'pattern ![[]() repeated', make: repeat('![[]()') },
  { name: 'hard link and emphasis case', make: repeat('**x [a*b**c*](d)') },
  { name: 'nested brackets', make: around('[', 'a', ']') },
  { name: 'nested block quotes', make: (size) => `${'> '.repeat(size / 2)}a` },
  { name: 'deeply nested lists', make: deepList },
  { name: 'U+0000 in input', make: repeat('abc\0de\0') },
  {
    name: 'backticks',
    make: (size) =>
      Array.from({ length: Math.ceil(Math.sqrt(size * 2)) }, (_, length) => `e${'`'.repeat(length)}`).join(''),
  },
  { name: 'unclosed links A', make: repeat('[a](<b') },
  { name: 'unclosed links B', make: repeat('[a](b') },
  { name: 'unclosed <!--', make: (size) => `</${repeat('<!--')(size)}` },
  { name: 'unclosed <?', make: (size) => `</${repeat('<?')(size)}` },
  { name: 'unclosed <!A', make: (size) => `</${repeat('<!A ')(size)}` },
  { name: 'unclosed CDATA', make: (size) => `</${repeat('<![CDATA[')(size)}` },
  { name: 'paragraphs of unclosed <!--', make: repeat('a <!-- b\n\n') },
  { name: 'paragraphs of unclosed <?', make: repeat('a <? b\n\n') },
  { name: 'paragraphs of unclosed <!A', make: repeat('a <!A b\n\n') },
  { name: 'paragraphs of unclosed CDATA', make: repeat('a <![CDATA[ b\n\n') },
  {
    name: 'paragraphs of unclosed attributes',
    make: (size) => `${repeat("a <b c='d\n\n")(size / 2)}${repeat('a <b c="d\n\n')(size / 2)}`,
  },
  { name: 'paragraphs of bare links', make: repeat('www.a.b\n\n') },
  { name: 'paragraphs of one backtick', make: repeat('a ` b\n\n') },
  { name: 'paragraphs in parentheses', make: repeat('a (b)\n\n') },
  { name: 'empty lines in deeply nested lists', make: (size) => `${lists(size / 4)}x${'\n'.repeat(size / 2)}x\n` },
  {
    name: 'empty lines in deeply nested lists in a block quote',
    make: (size) => `> ${lists(size / 4)}x\n${'>\n'.repeat(size / 4)}`,
  },
  { name: 'emphasis in a deep block quote', make: (size) => `${'>'.repeat(size / 2)}${'a*'.repeat(size / 4)}\n` },
  {
    name: 'reference collisions',
    make: (size) =>
      Array.from({ length: size / 10 }, (_, index) => `[r${index}]: u\n`).join('') + '[r]\n'.repeat(size / 40),
  },
  {
    name: 'definitions',
    make: (size) =>
      Array.from({ length: size / 20 }, (_, index) => `[d${index}]: u\n\n`).join('') +
      Array.from({ length: size / 40 }, (_, index) => `[d${index}]\n`).join(''),
  },
  {
    name: 'footnotes',
    make: (size) =>
      Array.from({ length: size / 20 }, (_, index) => `[^${index}]: u\n\n`).join('') +
      Array.from({ length: size / 40 }, (_, index) => `[^${index}]\n`).join(''),
  },
  {
    name: 'a long definition, referred to often',
    make: (size) => `[a]: ${'u'.repeat(size / 4)}\n\n${'[a] '.repeat(size / 8)}`,
  },
  {
    name: 'wide table',
    make: (size) => `${'|a'.repeat(size / 8)}|\n${'|-'.repeat(size / 8)}|\n${'|b'.repeat(size / 8)}|\n`,
  },
  { name: 'table of one column', make: (size) => `|a|\n|-|\n${'|b|\n'.repeat(size / 4)}` },
  { name: 'one line of words', make: repeat('word ') },
  { name: 'lines of one character', make: repeat('a\n') },
  { name: 'empty lines', make: repeat('\n') },
  { name: 'tabs', make: repeat('\t') },
  { name: 'tabs before text', make: (size) => `-${repeat('\t')(size)}x` },
  { name: 'alternating brackets and parentheses', make: repeat('[(])') },
  { name: 'headings', make: repeat('# a\n') },
  { name: 'the same heading', make: repeat('## Same words\n\n') },
  { name: 'labels', make: repeat('**Bold**\n\n') },
  { name: 'labels of lists', make: repeat('Pros:\n\n- a\n\n') },
  { name: 'items that are labels', make: repeat('- **Cons:**\n- a\n') },
  { name: 'paragraphs of labels', make: repeat('**a**\nb\n') },
  { name: 'bare links that are none', make: repeat('www.a_') },
  { name: 'a bare link of underscores', make: (size) => `www.a.b/${'_'.repeat(size)}a` },
  { name: 'e-mail addresses', make: repeat('a@b.c') },
  { name: 'open fences in items', make: repeat('- ```\n') },
  { name: 'lazy lines under deep lists', make: (size) => `${lists(size / 4)}x\n${'y\n'.repeat(size / 4)}` },
  { name: 'setext lines under definitions', make: repeat('[a]: b\n=\n') },
  { name: 'entities', make: repeat('&amp;&#35;&') },
  { name: 'escapes', make: repeat('\\*\\\\') },
  { name: 'strikethrough', make: repeat('~a~~b ') },
  { name: 'wiki links', make: repeat('[[a|b]] [[') },
  { name: 'tags', make: repeat('<a b="c" ') },
  { name: 'an HTML block of unclosed <!A', make: repeat('<!A') },
  {
    name: 'an HTML block of unclosed quotes',
    make: (size) => `<div>\n${'<a b="'.repeat(size / 12)}${"<a b='".repeat(size / 12)}`,
  },
  { name: 'attributes', make: (size) => `<a ${'b=c '.repeat(size / 4)}` },
  ...[...punctuation].map((char): Family => ({ name: `only ${char}`, make: repeat(char) })),
];

/** Every two characters of ASCII punctuation, white space and a letter. */
export const pairs: readonly Family[] = [...`${punctuation}a \n`].flatMap((first) =>
  [...`${punctuation}a \n`].map(
    (second): Family => ({ name: `pair ${JSON.stringify(first + second)}`, make: repeat(first + second) }),
  ),
);
