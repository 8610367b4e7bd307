/** Reads the parameters of an address. They are those of the command's options. */
import type { BooleanParameter, IntegerParameter, Parameter } from '../core/query/parameters.ts';
import { InvalidValue, keyOf, parseValue } from '../core/query/parameters.ts';
import type { ApiRoute } from './api-definitions.ts';
import { ClientError } from './problem.ts';

export const pagingParameters = [
  {
    name: 'limit',
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 100,
    valueName: 'n',
    description: 'return at most n records',
  },
  {
    name: 'cursor',
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
    valueName: 'n',
    description: 'where to continue, from the `next` link of the page before',
  },
] as const satisfies readonly IntegerParameter[];

export interface ReadParameters {
  readonly query: string | undefined;
  readonly topics: readonly string[];
  /** Values by name in camel case. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly paging: { readonly limit: number; readonly cursor: number };
}

const maxQueryLength = 500;
const maxTopics = 10;

/** @throws ClientError for an unknown parameter or a value that is not allowed */
export function readParameters(url: URL, route: ApiRoute, parameters: readonly Parameter[]): ReadParameters {
  const allowed = [...parameters, ...pagingParameters];
  const values: Record<string, unknown> = {};
  for (const parameter of allowed) if (parameter.default !== undefined) values[keyOf(parameter)] = parameter.default;
  const queries: string[] = [];
  for (const [name, value] of url.searchParams) {
    if (name === route.query) {
      queries.push(checkQuery(name, value));
      continue;
    }
    const parameter = allowed.find((candidate) => candidate.name === name);
    if (!parameter) {
      const names = [...(route.query === undefined ? [] : [route.query]), ...allowed.map((known) => known.name)];
      throw new ClientError(400, `Unknown parameter "${name.slice(0, 100)}".`, `Parameters: ${names.join(', ')}.`);
    }
    values[keyOf(parameter)] = readValue(parameter, value);
  }
  checkConflicts(url, parameters);
  const [query] = queries;
  if (route.isQueryRequired && query === undefined)
    throw new ClientError(
      400,
      `The parameter "${route.query}" is missing.`,
      `Example: ${route.path}?${route.query}=serverless`,
    );
  if (route.query === 'topic' && (queries.length < 2 || queries.length > maxTopics))
    throw new ClientError(
      400,
      `Comparing needs 2 to ${maxTopics} topics.`,
      `Example: ${route.path}?topic=sql&topic=nosql`,
    );
  const { limit, cursor, ...rest } = values;
  return {
    query,
    topics: queries,
    parameters: rest,
    paging: { limit: limit as number, cursor: cursor as number },
  };
}

function checkQuery(name: string, value: string): string {
  const text = value.trim();
  if (text === '' || text.includes('\0'))
    throw new ClientError(400, `The parameter "${name}" is empty.`, 'Give a note, a heading or words.');
  if (value.length > maxQueryLength)
    throw new ClientError(400, `The parameter "${name}" is too long.`, `Use at most ${maxQueryLength} characters.`);
  return text;
}

function readValue(parameter: Parameter, value: string): unknown {
  if (parameter.type === 'boolean') return readBoolean(parameter, value);
  try {
    return parseValue(parameter, value, Date.now());
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw new ClientError(400, `The parameter "${parameter.name}" has an invalid value.`, error.message);
  }
}

function readBoolean({ name }: BooleanParameter, value: string): boolean {
  if (value === 'true' || value === '1' || value === '') return true;
  if (value === 'false' || value === '0') return false;
  throw new ClientError(400, `The parameter "${name}" has an invalid value.`, 'Allowed: true, false.');
}

function checkConflicts(url: URL, parameters: readonly Parameter[]): void {
  const given = (name: string) => url.searchParams.has(name);
  const conflict = parameters.find(
    ({ name, conflictsWith }) => conflictsWith !== undefined && given(name) && given(conflictsWith),
  );
  if (conflict)
    throw new ClientError(
      400,
      `"${conflict.name}" and "${conflict.conflictsWith}" exclude each other.`,
      'Use only one of them.',
    );
}
