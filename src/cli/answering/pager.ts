/** Shows text in a pager. */
import { once } from 'node:events';
import type { UserConfiguration } from '../../configuration/configuration.ts';
import type { Chunk } from '../../render/answers.ts';
import type { Io } from '../io.ts';
import { chooseProgram } from '../programs/choose.ts';

/** Returns the command line of the pager; by default `less` without wrapping, so that long lines scroll. */
export function choosePager(io: Io, user: UserConfiguration): string {
  return chooseProgram('pager', io, user).value;
}

/** A command line that needs no shell to split it into words. */
const plainCommand = /^[\w./+=:,@%-]+(?: +[\w./+=:,@%-]+)*$/;

/**
 * Starts a pager and writes to it until it closes.
 * @returns false if the pager does not exist; then nothing was shown
 */
export async function feedPager(
  { environment, interruption }: Io,
  pager: string,
  chunks: Iterable<Chunk>,
): Promise<boolean> {
  const { spawn } = await import('node:child_process');
  const [command = '', ...words] = plainCommand.test(pager) ? pager.split(/ +/) : [];
  const isShell = command === '';
  const child = spawn(isShell ? pager : command, words, {
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
  interruption.isTerminalLent = true;
  try {
    for (const chunk of chunks) {
      if (typeof chunk !== 'string') await chunk;
      else if (!child.stdin.write(chunk))
        await Promise.race([once(child.stdin, 'drain').catch(() => undefined), closed]);
      if (!isOpen) break;
    }
    child.stdin.end();
    return (await closed) !== 127;
  } finally {
    interruption.isTerminalLent = false;
  }
}
