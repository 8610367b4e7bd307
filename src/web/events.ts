/** Tells open pages when the library changes (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
import { ClientError } from './problem.ts';
import type { LibrarySource } from './route.ts';

const intervalMs = 1000;
const maxStreams = 100;

/** Returns a function that starts a stream of states; clients that left are forgotten. */
export function createEvents(source: LibrarySource): () => Response {
  let streamCount = 0;
  return () => {
    if (streamCount >= maxStreams)
      throw new ClientError(429, 'Too many pages wait for changes.', 'Close some of them.', { 'retry-after': '10' });
    const encoder = new TextEncoder();
    let timer: ReturnType<typeof setTimeout> | undefined;
    streamCount++;
    let isOpen = true;
    const end = () => {
      if (isOpen) streamCount--;
      isOpen = false;
      clearTimeout(timer);
    };
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        let last: string | undefined;
        const look = async () => {
          const state = await source.use(async (_, current) => current).catch(() => last);
          if (!isOpen) return;
          // A comment keeps the connection open through proxies.
          controller.enqueue(encoder.encode(state === last ? ':\n\n' : `data: ${state}\n\n`));
          last = state;
          timer = setTimeout(look, intervalMs);
        };
        return look();
      },
      cancel: end,
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
  };
}
