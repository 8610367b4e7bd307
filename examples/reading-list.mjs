// What there is to read: the links of a folder of notes as Markdown, each once, by their kind.
//
//     node examples/reading-list.mjs notes [KIND...]
//
// In a project of your own `npm install readings` brings what is imported here.
import { openLibrary, ReadingsError } from 'readings';

const [folder = 'notes', ...kinds] = process.argv.slice(2);

try {
  const library = await openLibrary(folder);
  const byKind = new Map();
  for await (const { kind, text, url, headings } of library.links(undefined, { unique: true })) {
    if (kinds.length > 0 && !kinds.includes(kind)) continue;
    const line = `- [${text}](${url}) (${headings.at(-1) ?? 'no heading'})`;
    byKind.set(kind, [...(byKind.get(kind) ?? []), line]);
  }
  for (const [kind, lines] of byKind) console.log(`## ${kind}\n\n${lines.join('\n')}\n`);
} catch (error) {
  if (!(error instanceof ReadingsError)) throw error;
  console.error(`${error.message}${error.hint ? `\n${error.hint}` : ''}`);
  process.exitCode = error.status;
}
