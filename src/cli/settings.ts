/** The options that every command takes, and what they come to. */

import { exitStatus, UserError } from '../core/errors.ts';
import type { LinkMode } from '../render/answers.ts';
import type { FormatName } from '../render/format-names.ts';

export interface GlobalOptions {
  readonly library?: readonly string[];
  readonly format?: FormatName;
  readonly json?: boolean;
  readonly color: 'auto' | 'always' | 'never';
  readonly theme?: string;
  readonly links?: 'auto' | LinkMode;
  readonly width?: number;
  readonly pager: boolean;
  readonly index: boolean;
  readonly quiet?: boolean;
  readonly null?: boolean;
  readonly tag?: readonly string[];
  readonly path?: string;
  readonly since?: number;
}

/** A command line that was read, by commander or without it. */
export interface Called {
  optsWithGlobals(): object;
}

/** @returns the format that the options name, if they do */
export function formatOf({ format, json }: GlobalOptions): FormatName | undefined {
  if (json && format !== undefined && format !== 'json')
    throw new UserError(
      `--json and --format ${format} contradict each other`,
      exitStatus.usageError,
      'Leave one of them out.',
    );
  return json ? 'json' : format;
}
