/** Parameters as data: the command line's options and the API's parameters are both made from them. */
import { daysAhead, parseDate, parseDay } from './dates.ts';

interface CommonParameter {
  /** In kebab case: `all-sections`. */
  readonly name: string;
  /** A noun or verb phrase without a full stop. */
  readonly description: string;
  /** The name of a parameter that excludes this one. */
  readonly conflictsWith?: string;
  /** Whether the parameter leaves out part of the answer, so that an empty answer mentions it. */
  readonly narrows?: true;
}

export interface BooleanParameter extends CommonParameter {
  readonly type: 'boolean';
  readonly default?: boolean;
  /** Describes the negated option (`--no-…`), for a parameter that is on by default. */
  readonly negatedDescription?: string;
  /**
   * Whether the option has both forms, `--x` and `--no-x`. If neither is given and there is no default, the
   * configuration decides.
   */
  readonly isTwoWay?: true;
}

interface ValueParameter extends CommonParameter {
  /** Stands for the value in help: `n` in `--depth <n>`. */
  readonly valueName: string;
}

export interface StringParameter extends ValueParameter {
  readonly type: 'string';
  readonly default?: string;
  /** Whether the option can be repeated; all values are used. */
  readonly isRepeatable?: true;
}

export interface ChoiceParameter extends ValueParameter {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default?: string;
}

export interface IntegerParameter extends ValueParameter {
  readonly type: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  readonly default?: number;
}

/** A date, or a time span counted back from now. Its value is in milliseconds since 1970. */
export interface DateParameter extends ValueParameter {
  readonly type: 'date';
  readonly default?: number;
}

/** A day, or a word or time span counted forward from today. Its value is the local date as `YYYY-MM-DD`. */
export interface DayParameter extends ValueParameter {
  readonly type: 'day';
  readonly default?: string;
}

export type Parameter =
  | BooleanParameter
  | StringParameter
  | ChoiceParameter
  | IntegerParameter
  | DateParameter
  | DayParameter;

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

type ValueOf<Of extends Parameter> = Of extends { readonly isRepeatable: true }
  ? readonly string[]
  : Of extends { readonly type: 'boolean' }
    ? boolean
    : Of extends { readonly type: 'integer' | 'date' }
      ? number
      : Of extends { readonly choices: readonly (infer Choice)[] }
        ? Choice
        : string;

/** Parameter values, keyed by camel-case name. A parameter without a default is optional. */
export type Values<Parameters extends readonly Parameter[]> = {
  readonly [Of in Parameters[number] as Of extends { readonly default: unknown }
    ? CamelCase<Of['name']>
    : never]: ValueOf<Of>;
} & {
  readonly [Of in Parameters[number] as Of extends { readonly default: unknown }
    ? never
    : CamelCase<Of['name']>]?: ValueOf<Of>;
};

/** Returns a parameter's name in camel case: `allSections`. */
export function keyOf({ name }: Pick<Parameter, 'name'>): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Thrown for an invalid parameter value. The message lists the allowed values. */
export class InvalidValue extends Error {}

/**
 * Reads the value of a parameter from text.
 * @param now milliseconds since 1970
 * @throws InvalidValue when the parameter does not allow the value
 */
export function parseValue(
  parameter: Exclude<Parameter, BooleanParameter>,
  text: string,
  now: number,
): string | number {
  switch (parameter.type) {
    case 'string':
      return text;
    case 'choice':
      if (parameter.choices.includes(text)) return text;
      throw new InvalidValue(`Allowed choices are ${parameter.choices.join(', ')}.`);
    case 'integer': {
      const { minimum, maximum } = parameter;
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      if (number >= minimum && number <= maximum) return number;
      throw new InvalidValue(`Allowed: a whole number from ${minimum} to ${maximum}.`);
    }
    case 'day': {
      const day = parseDay(text, now);
      if (day !== undefined) return day;
      throw new InvalidValue(`Allowed: ${[...daysAhead.keys()].join(', ')}, a span such as 3d or 2w, or 2024-01-31.`);
    }
    case 'date': {
      const date = parseDate(text, now);
      if (date !== undefined) return date;
      throw new InvalidValue(
        'Allowed: a date such as 2024-01-31, a span such as 30d, 2w, 6m, 1y, or today, yesterday, monday, last week, last month.',
      );
    }
  }
}
