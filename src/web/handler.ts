/**
 * The library as a web site and an HTTP API: one function from Request to Response, on web standards only. Addresses name notes and
 * queries, never files.
 */
import { UserError } from '../core/errors.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { Library } from '../library/library.ts';
import { apiRoutes } from './api-routes.ts';
import { createEvents } from './events.ts';
import type { GuardOptions } from './guard.ts';
import { createGuard } from './guard.ts';
import { ClientError, createProblem } from './problem.ts';
import type { Body, HandlerOptions, Route } from './route.ts';
import script from './script.client.js';
import style from './style.css';

const maxAddressLength = 4096;
const maxCachedBodies = 500;
const maxCachedLength = 200_000;

/** What does not depend on the library. */
const files: Readonly<Record<string, Body>> = {
  '/style.css': { type: 'text/css; charset=utf-8', content: style },
  '/script.js': { type: 'text/javascript; charset=utf-8', content: script },
};

/**
 * Creates the function that answers requests.
 * @param guardOptions who may ask; undefined where another program decides that
 */
export function createHandler(
  options: HandlerOptions,
  guardOptions?: GuardOptions,
): (request: Request) => Promise<Response> {
  const bodies = new Map<string, Body>();
  let bodiesState = '';
  const policy = createPolicy(options);
  const guard = guardOptions && createGuard(guardOptions);
  const openEvents = createEvents(options.source);
  const origins = new Set(guardOptions?.origins);

  const compute = async (request: Request, url: URL, library: Library, state: string): Promise<Response> => {
    const accept = request.headers.get('accept') ?? '';
    const key = `${url.pathname}${url.search} ${accept.length < 200 ? accept : ''}`;
    const tag = `"${state}-${hash(key)}"`;
    if (matchesTag(request.headers.get('if-none-match'), tag))
      return new Response(null, { status: 304, headers: { etag: tag, 'cache-control': 'no-cache', vary: 'accept' } });
    if (bodiesState !== state) bodies.clear();
    bodiesState = state;
    let body = bodies.get(key);
    if (!body) {
      const route = await findRoute(url.pathname);
      body = await route?.({ library, request, url, options });
      if (!body)
        throw new ClientError(
          404,
          `Nothing is at ${url.pathname}.`,
          'The list of notes is at /, and the API at /openapi.json.',
        );
      if (body.content.length <= maxCachedLength) {
        const [oldest] = bodies.keys();
        if (bodies.size >= maxCachedBodies && oldest !== undefined) bodies.delete(oldest);
        bodies.set(key, body);
      }
    }
    return respond(request, body, { ...body.headers, etag: tag, 'cache-control': 'no-cache', vary: 'accept' });
  };

  const answer = async (request: Request, url: URL): Promise<Response> => {
    if (url.pathname === '/events' && request.method === 'GET') return openEvents();
    const file =
      url.pathname === '/openapi.json' ? (await import('./openapi.ts')).createOpenApi(options) : files[url.pathname];
    if (file) return respond(request, file, { 'cache-control': 'no-cache' });
    return options.source.use((library, state) => compute(request, url, library, state));
  };

  return async (request) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        throw new ClientError(405, `${request.method} is not supported.`, 'Use GET or HEAD.', { allow: 'GET, HEAD' });
      if (request.url.length > maxAddressLength)
        throw new ClientError(414, 'The address is too long.', `Use at most ${maxAddressLength} characters.`);
      const url = new URL(request.url);
      const early = guard?.(request, url);
      if (early) return secure(early, policy);
      const response = await answer(request, url);
      const origin = request.headers.get('origin') ?? '';
      if (origins.has(origin)) response.headers.set('access-control-allow-origin', origin);
      return secure(response, policy);
    } catch (error) {
      return secure(createProblem(toClientError(error), request), policy);
    }
  };
}

/** The API answers without loading what renders pages. */
async function findRoute(path: string): Promise<Route | undefined> {
  const route = apiRoutes[path];
  if (route || path.startsWith('/api/')) return route;
  const { pageRoutes } = await import('./pages/page-routes.ts');
  return pageRoutes[path] ?? (path.endsWith('.html') ? pageRoutes['/PATH.html'] : undefined);
}

function respond(request: Request, { type, content }: Body, headers: Readonly<Record<string, string>>): Response {
  return new Response(request.method === 'HEAD' ? null : content, { headers: { 'content-type': type, ...headers } });
}

function secure(response: Response, policy: string): Response {
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'no-referrer');
  response.headers.set('cross-origin-resource-policy', 'same-origin');
  return response;
}

/** https://www.w3.org/TR/CSP3/ */
function createPolicy({ hasRemoteImages }: HandlerOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data:${hasRemoteImages ? ' https:' : ''}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function toClientError(error: unknown): ClientError {
  if (error instanceof ClientError) return error;
  if (error instanceof UserError) {
    const isAmbiguous = error.status === exitStatus.ambiguous;
    const isMissing = error.status === exitStatus.noMatch;
    return new ClientError(isAmbiguous ? 409 : isMissing ? 404 : 400, error.message, error.hint || undefined);
  }
  return new ClientError(500, 'The answer could not be computed.', 'Try again; if it fails again, report it as a bug.');
}

/** Weak comparison of entity tags (RFC 9110 §13.1.2). */
function matchesTag(header: string | null, tag: string): boolean {
  return header?.split(',').some((item) => item.trim().replace(/^W\//, '') === tag || item.trim() === '*') === true;
}

function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(36);
}
