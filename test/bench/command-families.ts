/** Families of input that are hostile to one command rather than to the parser. */
import type { Family } from '../markdown/hostile.ts';

export const commandFamilies: readonly Family[] = [
  { name: 'a run of *', make: (size) => '*'.repeat(size) },
  { name: 'a run of _', make: (size) => '_'.repeat(size) },
  { name: 'a run of <', make: (size) => '<'.repeat(size) },
  { name: 'a run of #', make: (size) => `a ${'#'.repeat(size)}` },
  { name: 'headings', make: (size) => '# a\n'.repeat(size / 4) },
  { name: 'sides', make: (size) => '## Pros\n- a\n'.repeat(size / 12) },
  { name: 'labels', make: (size) => '**Pros:**\n\n- a\n\n'.repeat(size / 16) },
  { name: 'wiki links', make: (size) => '[[a]] '.repeat(size / 6) },
  { name: 'e-mail addresses', make: (size) => 'a@b.cd '.repeat(size / 7) },
  { name: 'anchors', make: (size) => '<a href="x">'.repeat(size / 12) },
  { name: 'highlights', make: (size) => '==a '.repeat(size / 4) },
  { name: 'comments', make: (size) => '%%a\n'.repeat(size / 4) },
  { name: 'placeholders', make: (size) => '<abc> </abd>'.repeat(size / 12) },
  { name: 'tags', make: (size) => '#ab '.repeat(size / 4) },
  { name: 'identifiers of blocks', make: (size) => 'a ^ab\n\n'.repeat(size / 7) },
  { name: 'HTML cells', make: (size) => `<table>${'<tr><td rowspan=100 colspan=100>a'.repeat(size / 33)}</table>` },
  { name: 'HTML lists', make: (size) => '<ul><li>'.repeat(size / 8) },
  { name: 'embeds', make: (size) => '![[note]]\n\n'.repeat(size / 11) },
  {
    name: 'short rows of a wide table',
    make: (size) => `${'|a'.repeat(size / 8)}|\n${'|-'.repeat(size / 8)}|\n${'|b|\n'.repeat(size / 8)}`,
  },
  {
    name: 'a table of sides',
    make: (size) => `${'|Pros'.repeat(size / 12)}|\n${'|-'.repeat(size / 12)}|\n${'|b'.repeat(size / 12)}|\n`,
  },
  { name: 'quotes', make: (size) => '> a\n\nb\n\n'.repeat(size / 8) },
  { name: 'terms', make: (size) => 'a\n: b\n\n'.repeat(size / 8) },
  { name: 'emoji', make: (size) => ':a:'.repeat(size / 3) },
  { name: 'superscripts', make: (size) => 'a^b'.repeat(size / 3) },
];
