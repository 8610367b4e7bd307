/** Which program holds, and who says so: what starts it and what `config` prints are the same. */
import type { UserConfiguration } from '../../configuration/configuration.ts';
import type { Key } from '../../configuration/keys.ts';
import { keys } from '../../configuration/keys.ts';
import type { Io } from '../io.ts';

export interface Effective {
  readonly value: string;
  /** A variable of the environment, the file of the configuration, or `default`. */
  readonly from: string;
}

/**
 * By the variables that come before, then the configuration, then what there is. A variable that is empty names no editor and no
 * browser; for the pager it says that there is to be none.
 */
export function programNamed(
  name: 'pager' | 'editor' | 'browser',
  { environment, configurationFile }: Pick<Io, 'environment' | 'configurationFile'>,
  user: UserConfiguration,
): Effective {
  const { overriddenBy: before = [], defaultValue: fallback }: Key = keys.find((key) => key.name === name) ?? keys[0];
  for (const variable of before) {
    const value = variable.startsWith('--') ? undefined : environment[variable];
    if (value !== undefined && (value.trim() !== '' || name === 'pager')) return { value, from: variable };
  }
  const own = user[name];
  if (own !== undefined) return { value: own, from: configurationFile };
  const value = name === 'editor' && environment.OS === 'Windows_NT' ? 'notepad' : fallback;
  return { value, from: 'default' };
}
