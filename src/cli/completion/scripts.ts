/**
 * The scripts that shells load. They are our own, because no shell may interpret text from a note: libraries pass words to `eval`
 * or to `compgen -W`, which expands them. Each runs `readings complete SHELL`, which prints a value and its description per line.
 */
import bash from './scripts/readings.bash';
import fish from './scripts/readings.fish';
import powershell from './scripts/readings.ps1';
import zsh from './scripts/readings.zsh';
import type { Shell } from './shells.ts';

export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
