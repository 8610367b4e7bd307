/** The description of the API (https://spec.openapis.org/oas/v3.1.1), made from the same rows as the routes and the options. */
import type { Parameter } from '../core/query/parameters.ts';
import type { ApiRoute } from './api-definitions.ts';
import { listParameters, routes } from './api-definitions.ts';
import { pagingParameters } from './parameters.ts';
import type { Body, HandlerOptions } from './route.ts';
import { types } from './route.ts';

export function createOpenApi({ title, version }: Pick<HandlerOptions, 'title' | 'version'>): Body {
  const description = {
    openapi: '3.1.0',
    info: { title, version, description: 'The notes of a library. Records are those of the commands with `--json`.' },
    paths: Object.fromEntries(routes.map((route) => [route.path, { get: describeRoute(route) }])),
    components: {
      schemas: {
        Record: {
          type: 'object',
          description: 'A record as a command prints it with `--json`. Keys may be added, but are never renamed.',
        },
        Problem: {
          type: 'object',
          description: 'RFC 9457',
          required: ['title', 'status', 'detail'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string', description: 'what happened' },
            hint: { type: 'string', description: 'what to do' },
          },
        },
      },
    },
  };
  return { type: types.json, content: `${JSON.stringify(description, undefined, 1)}\n` };
}

function describeRoute(route: ApiRoute): object {
  const { summary, query, path } = route;
  const parameters = [
    ...(query === undefined ? [] : [describeQuery(route)]),
    ...[...listParameters(route), ...(query === 'address' ? [] : pagingParameters)].map(describeParameter),
  ];
  const records = { type: 'array', items: { $ref: '#/components/schemas/Record' } };
  return {
    operationId: path.slice('/api/'.length),
    summary,
    parameters,
    responses: {
      200: {
        description: 'The records. A `Link` header with `rel="next"` names the next page.',
        content: {
          'application/json': { schema: records },
          ...(query === 'address' ? { 'text/markdown': {}, 'text/html': {} } : {}),
        },
      },
      304: { description: 'Nothing has changed since the response with this `ETag`.' },
      ...describeProblem(400, 'A parameter is missing, unknown or invalid.'),
      ...describeProblem(404, 'Nothing has this name or address.'),
      ...describeProblem(409, 'Several sections have this name.'),
      ...describeProblem(414, 'The address is too long.'),
    },
  };
}

function describeProblem(status: number, description: string): object {
  const schema = { $ref: '#/components/schemas/Problem' };
  return { [status]: { description, content: { 'application/problem+json': { schema } } } };
}

function describeQuery({ query, isQueryRequired }: ApiRoute): object {
  const descriptions = {
    q: 'a note, heading or label, or the words of a search',
    address: 'the address of a section, `path#slug`, percent-encoded',
    topic: 'a topic; at least two',
  };
  const text = { type: 'string', pattern: '\\S', maxLength: 500 };
  return {
    name: query,
    in: 'query',
    required: isQueryRequired,
    description: descriptions[query ?? 'q'],
    schema: query === 'topic' ? { type: 'array', items: text, minItems: 2, maxItems: 10 } : text,
  };
}

function describeParameter(parameter: Parameter): object {
  const { name, description } = parameter;
  return { name, in: 'query', required: false, description, schema: describeSchema(parameter) };
}

function describeSchema(parameter: Parameter): object {
  const fallback = parameter.default === undefined ? {} : { default: parameter.default };
  switch (parameter.type) {
    case 'boolean':
      return { type: 'boolean', ...fallback };
    case 'integer':
      return { type: 'integer', minimum: parameter.minimum, maximum: parameter.maximum, ...fallback };
    case 'choice':
      return { type: 'string', enum: parameter.choices, ...fallback };
    default:
      return { type: 'string', ...fallback };
  }
}
