/** One parser in a process of its own; prints milliseconds. See parse.ts. */
import '../require.ts';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Section } from '../../src/core/note.ts';

type Parse = (source: string) => unknown;

async function outlineParser(): Promise<(source: string) => readonly Section[]> {
  const { parse } = await import('../../src/markdown/parse.ts');
  const { nestSections: outline } = await import('../../src/core/outline.ts');
  return (source) => {
    const { marks, lines } = parse(source);
    return outline(marks(), lines);
  };
}

const parsers: Readonly<Record<string, () => Promise<Parse>>> = {
  outline: async () => outlineParser(),
  'outline, words': async () => {
    const outlineOf = await outlineParser();
    return (source) => outlineOf(source).map((section) => section.heading);
  },
  tree: async () => {
    const { parseBlocks } = await import('../../src/markdown/blocks.ts');
    const { parseInlines } = await import('../../src/markdown/inlines.ts');
    const { UNPARSED } = await import('../../src/markdown/store.ts');
    return (source) => {
      const store = parseBlocks(source);
      const blocks = store.count;
      for (let node = 0; node < blocks; node++) if ((store.flags[node] ?? 0) & UNPARSED) parseInlines(store, node);
      return store;
    };
  },
  marked: async () => {
    const { lexer } = await import('marked');
    return lexer;
  },
  'markdown-it': async () => {
    const { default: MarkdownIt } = await import('markdown-it');
    const parser = new MarkdownIt({ html: true, linkify: false });
    return (source) => parser.parse(source, {});
  },
  commonmark: async () => {
    const { Parser } = await import('commonmark');
    const parser = new Parser();
    return (source) => parser.parse(source);
  },
  mdast: async () => {
    const { fromMarkdown } = await import('mdast-util-from-markdown');
    const { gfmFromMarkdown } = await import('mdast-util-gfm');
    const { gfm } = await import('micromark-extension-gfm');
    return (source) => fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  },
  'md4w-json': async () => {
    const { init, mdToJSON } = await import('md4w');
    await init();
    return mdToJSON;
  },
  'md4w-html': async () => {
    const { init, mdToHtml } = await import('md4w');
    await init();
    return mdToHtml;
  },
};

const [mode, name = '', file = ''] = process.argv.slice(2);

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

if (mode === 'first') {
  const source = readFileSync(file, 'utf8');
  const start = performance.now();
  const module = (await import(pathToFileURL(name).href)) as { parse?: Parse; lexer?: Parse };
  (module.lexer ?? module.parse)?.(source);
  console.log(performance.now() - start);
} else {
  const parse = (await parsers[name]?.()) ?? (() => undefined);
  const sources = mode === 'warm' ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [readFileSync(file, 'utf8')];
  const size = sources.reduce((sum, source) => sum + source.length, 0);
  // Warm: some million characters first, whatever the parser; slow ones get fewer rounds.
  const rounds = Math.max(1, Math.round(10_000_000 / size));
  const all = () => {
    for (let round = 0; round < rounds; round++) for (const source of sources) parse(source);
  };
  const slow = name === 'mdast';
  if (!slow) all();
  const times = Array.from({ length: slow ? 1 : 3 }, () => timed(all) / rounds).sort((a, b) => a - b);
  console.log(times[times.length >> 1]);
}
