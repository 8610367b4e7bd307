import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serve, shelf } from './library.ts';

it('an open stream gets the state of the library, and another one after a change', async () => {
  const { get, folder } = await serve(shelf);
  const response = await get('/events');
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => reader?.cancel());
  const readState = async (): Promise<string> => {
    for (;;) {
      const { value = '' } = (await reader?.read()) ?? {};
      const state = /^data: (.+)$/m.exec(value)?.[1];
      if (state !== undefined) return state;
    }
  };
  const first = await readState();
  writeFileSync(join(folder, 'new.md'), '# New\n');
  expect(await readState()).not.toBe(first);
});

it('too many streams are refused until some end', async () => {
  const { get } = await serve({ 'a.md': '# A\n' });
  const streams = await Promise.all(Array.from({ length: 100 }, () => get('/events')));
  expect((await get('/events')).status).toBe(429);
  await streams[0]?.body?.cancel();
  expect((await get('/events')).status).toBe(200);
  for (const { body } of streams.slice(1)) await body?.cancel();
});
