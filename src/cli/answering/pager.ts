/** Shows what is longer than the screen in a pager, as fast as the pager takes it. */
import { once } from 'node:events';
import type { UserConfiguration } from '../../configuration/configuration.ts';
import type { Chunk } from '../../render/answers.ts';
import type { Io } from '../io.ts';
import { programNamed } from '../programs/choose.ts';

/** The environment's own pager, the configuration's, or `less` with lines that go on past the edge kept whole, so that they scroll. */
export function pagerOf(io: Io, user: UserConfiguration): string {
  return programNamed('pager', io, user).value;
}

/** A command line that any shell takes as words. */
const words = /^[\w./+=:,@%-]+(?: +[\w./+=:,@%-]+)*$/;

/**
 * Starts a pager and feeds it. A pager that is left before the end is not fed any further.
 * @param pieces what to show
 * @returns false when there is no such pager: then nothing was shown
 */
export async function feedPager(
  { environment, interruption }: Io,
  pager: string,
  pieces: Iterable<Chunk>,
): Promise<boolean> {
  const { spawn } = await import('node:child_process');
  const [command = '', ...rest] = words.test(pager) ? pager.split(/ +/) : [];
  const isShell = command === '';
  const child = spawn(isShell ? pager : command, rest, {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'FRX', ...environment },
    shell: isShell,
  });
  let isOpen = true;
  const closed = new Promise<number | null>((resolve) => {
    child.on('close', resolve).on('error', () => resolve(127));
  }).finally(() => {
    isOpen = false;
  });
  child.stdin.on('error', () => {
    isOpen = false;
  });
  interruption.isLent = true;
  try {
    for (const piece of pieces) {
      if (typeof piece !== 'string') await piece;
      else if (!child.stdin.write(piece))
        await Promise.race([once(child.stdin, 'drain').catch(() => undefined), closed]);
      if (!isOpen) break;
    }
    child.stdin.end();
    return (await closed) !== 127;
  } finally {
    interruption.isLent = false;
  }
}
