/** Commands as data: the parser, help, completion, the manual and the reference are made from them. */
import type { Values } from '../../core/query/parameters.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Option } from './options.ts';

export const groups = ['Read', 'Find', 'Compare', 'Write', 'Maintain'] as const;

/** An argument of a command that is not an option. */
export interface Operand {
  readonly name: string;
  readonly description: string;
  readonly isRequired?: true;
  /** Whether the command takes any number of them; only the last operand may. */
  readonly isRepeatable?: true;
  readonly choices?: readonly string[];
  /** What completion offers. */
  readonly completes?: 'names' | 'files';
}

/** What a command is run with. */
export interface Invocation<Options = object> {
  readonly operands: readonly string[];
  readonly options: GlobalOptions & Options;
}

export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly group: (typeof groups)[number];
  /** A sentence in the imperative. */
  readonly summary: string;
  readonly operands: readonly Operand[];
  /** The command's own options; one with the name of a global option replaces it. */
  readonly options: readonly Option[];
  /**
   * Two command lines without the program's name. `{section}`, `{topic}` and `{word}` stand for something in the user's own
   * library.
   */
  readonly examples: readonly [string, string];
  /** The kind of answer the command prints, if any. */
  readonly answer?: string;
  /** Runs the command. @returns the exit status */
  readonly run: (io: Io, invocation: Invocation) => Promise<number>;
}

/** Defines a command whose `run` gets its options with their types. */
export function defineCommand<const Options extends readonly Option[]>(
  definition: Omit<Command, 'options' | 'run'> & {
    readonly options: Options;
    readonly run: (io: Io, invocation: Invocation<Values<Options>>) => Promise<number>;
  },
): Command {
  // The parser fills in exactly the options that the definition lists.
  return definition as Command;
}

/** The operand of commands that answer about a section, or about the whole library without one. */
export const optionalQuery: readonly [Operand] = [
  {
    name: 'query',
    description: 'a note, heading or label; without it, the whole library',
    isRepeatable: true,
    completes: 'names',
  },
];

/** The operand of commands that need a section. */
export const requiredQuery: readonly [Operand] = [
  { name: 'query', description: 'a note, heading or label', isRequired: true, isRepeatable: true, completes: 'names' },
];

/** Returns an operand as shown in help: `[query...]`. */
export function formatOperand({ name, isRequired, isRepeatable }: Operand): string {
  const text = `${name}${isRepeatable ? '...' : ''}`;
  return isRequired ? `<${text}>` : `[${text}]`;
}
