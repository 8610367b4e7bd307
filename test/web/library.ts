/** A library in a folder, and the handler that serves it, without a server. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createFilter } from '../../src/library/files/filter.ts';
import { SharedLibrary } from '../../src/library/shared-library.ts';
import type { GuardOptions } from '../../src/web/guard.ts';
import { createHandler } from '../../src/web/handler.ts';

export interface Served {
  readonly folder: string;
  /** Sends a request. @param path with its query */
  readonly get: (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>;
}

export async function serve(
  notes: Readonly<Record<string, string>>,
  {
    guard,
    hasRemoteImages = false,
    maxAgeMs = 0,
  }: { guard?: GuardOptions; hasRemoteImages?: boolean; maxAgeMs?: number } = {},
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'readings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(notes)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const source = new SharedLibrary(
    {
      roots: [{ path: folder, name: 'shelf' }],
      filter: await createFilter({ tags: [], path: undefined, since: undefined }),
      standardInput: async () => new Uint8Array(),
      index: undefined,
      needsTrees: true,
    },
    maxAgeMs,
  );
  onTestFinished(() => source.close());
  const options = {
    source,
    title: 'Shelf',
    version: '1',
    hasRemoteImages,
    runWithTimeLimit: <Result>(_: number, run: () => Result) => run(),
  };
  const handle = createHandler(options, guard);
  return {
    folder,
    get: (path, headers = {}, method = 'GET') =>
      handle(new Request(new URL(path, 'http://localhost:4177'), { headers, method })),
  };
}

export const shelf = {
  'trees.md':
    '---\ntags: [data]\n---\n# Trees\n\nA tree has *nodes*. See [heaps](heaps.md#costs), [[Heaps]] and [the web](https://example.com/a?b=1&c).\n\n## Costs\n\n| Step | Cost |\n| - | - |\n| find | log n |\n\n```js\nconst a = 1; // <b>\n```\n\n- [x] read\n- [ ] write\n\n## Pros and cons of trees\n\n### Pros\n\n- quick\n\n### Cons\n\n- large\n',
  'deep/heaps.md': '# Heaps elsewhere\n\n> The root is the least.\n\nMy remark.\n',
  'heaps.md': '# Heaps\n\nLike [trees](trees.md).\n\n## Costs\n\nLogarithmic.\n\n## Benefits of heaps\n\n- small\n',
};
