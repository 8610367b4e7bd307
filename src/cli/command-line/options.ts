/** Options of the command line: parameters with the ways to write them. */
import type { Parameter } from '../../core/query/parameters.ts';

export type Option = Parameter & {
  /** The letter of the short form: `L` for `-L`. */
  readonly short?: string;
  /** A name that still works but is not documented. */
  readonly formerName?: string;
};

/** An option that is on by default is written to turn it off: `--no-pager`. */
export function isNegated(option: Option): boolean {
  return option.type === 'boolean' && option.default === true;
}

/** Returns `--all-sections`, `--no-pager`. */
export function formatLongOption(option: Option): string {
  return `--${isNegated(option) ? 'no-' : ''}${option.name}`;
}

/** Returns an option as help shows it: `-L, --library <path>`. */
export function formatUsage(option: Option): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  return `${short}${formatLongOption(option)}${option.type === 'boolean' ? '' : ` <${option.valueName}>`}`;
}

/** Returns the description with the choices and the default in brackets, as help and manual show it. */
export function fullDescription(option: Option): string {
  const description =
    (option.type === 'boolean' && isNegated(option) && option.negatedDescription) || option.description;
  const isDefaultShown = option.type !== 'boolean' && option.default !== undefined;
  const notes = [
    ...(option.type === 'choice' ? [`choices: ${option.choices.join(', ')}`] : []),
    ...(isDefaultShown ? [`default: ${option.default}`] : []),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}

/** Returns an option as the manual and the reference list it. */
export function describeOption(option: Option): readonly [usage: string, description: string] {
  const isTwoWay = option.type === 'boolean' && option.isTwoWay;
  return [isTwoWay ? `--${option.name}, --no-${option.name}` : formatUsage(option), fullDescription(option)];
}

/** Short and former names of parameters on the command line. */
const forms: Readonly<Record<string, Pick<Option, 'short' | 'formerName'>>> = { nth: { short: 'n', formerName: 'n' } };

/** Returns parameters as options of the command line. */
export function toOptions<const Parameters extends readonly Parameter[]>(parameters: Parameters): Parameters {
  return parameters.map((parameter) => ({ ...parameter, ...forms[parameter.name] })) as unknown as Parameters;
}
