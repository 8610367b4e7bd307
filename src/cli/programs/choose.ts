/** Chooses a program and tells where the choice comes from, for running it and for `config`. */
import type { UserConfiguration } from '../../configuration/configuration.ts';
import type { Key } from '../../configuration/keys.ts';
import { keys } from '../../configuration/keys.ts';
import type { Io } from '../io.ts';

export interface ChosenProgram {
  readonly value: string;
  /** An environment variable, the path of the configuration file, or `default`. */
  readonly from: string;
}

/**
 * Chooses by environment variables, then the configuration, then the default. An empty variable is ignored, except for the
 * pager, where it means no pager.
 */
export function chooseProgram(
  name: 'pager' | 'editor' | 'browser',
  { environment, configurationFile }: Pick<Io, 'environment' | 'configurationFile'>,
  user: UserConfiguration,
): ChosenProgram {
  const { overriddenBy = [], defaultValue }: Key = keys.find((key) => key.name === name) ?? keys[0];
  for (const variable of overriddenBy) {
    const value = variable.startsWith('--') ? undefined : environment[variable];
    if (value !== undefined && (value.trim() !== '' || name === 'pager')) return { value, from: variable };
  }
  const configured = user[name];
  if (configured !== undefined) return { value: configured, from: configurationFile };
  // `less` warns and waits at a terminal without cursor movement.
  if (name === 'pager' && environment.TERM === 'dumb') return { value: '', from: 'default' };
  const value = name === 'editor' && environment.OS === 'Windows_NT' ? 'notepad' : defaultValue;
  return { value, from: 'default' };
}
