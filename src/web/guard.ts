/**
 * Decides who may ask. A page of another site could reach a server on this machine: by a name that it lets point here (DNS
 * rebinding), or by a request that the browser sends on its behalf.
 */
import { ClientError } from './problem.ts';

export interface GuardOptions {
  /** Names under which the server is reached, besides loopback names and addresses in digits. */
  readonly hosts: readonly string[];
  /** Origins whose pages may read the answers: `https://notes.example`. */
  readonly origins: readonly string[];
  /** What a client has to know: as a bearer token, or once as `?token=`. */
  readonly token: string | undefined;
}

const cookieName = 'readings_token';
const loopbackNames = ['localhost', 'ip6-localhost'];

/**
 * Returns a check for requests. It returns an answer where none of the library is needed.
 * @throws ClientError if the request is refused
 */
export function createGuard({
  hosts,
  origins,
  token,
}: GuardOptions): (request: Request, url: URL) => Response | undefined {
  const names = new Set([...loopbackNames, ...hosts.map((host) => host.toLowerCase())]);
  return (request, url) => {
    const { hostname } = url;
    if (!names.has(hostname) && !isAddress(hostname))
      throw new ClientError(
        403,
        `The host "${hostname}" is not allowed.`,
        `Allow it: readings serve --allow-host ${hostname}`,
      );
    const origin = request.headers.get('origin');
    if (origin !== null && origin !== url.origin && !origins.includes(origin))
      throw new ClientError(
        403,
        'Requests of other sites are not allowed.',
        `Allow it: readings serve --allow-origin ${origin}`,
      );
    return token === undefined ? undefined : checkToken(request, url, token);
  };
}

/** A browser sends no bearer header with links and events, so the token in an address becomes a cookie. */
function checkToken(request: Request, url: URL, token: string): Response | undefined {
  const given = url.searchParams.get('token');
  if (given !== null && isEqual(given, token)) {
    const clean = new URL(url);
    clean.searchParams.delete('token');
    const cookie = `${cookieName}=${encodeURIComponent(token)}; HttpOnly; SameSite=Strict; Path=/`;
    return new Response(null, {
      status: 302,
      headers: { location: clean.pathname + clean.search, 'set-cookie': cookie, 'cache-control': 'no-store' },
    });
  }
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const cookies = (request.headers.get('cookie') ?? '').split(';').map((part) => part.trim());
  const cookie = cookies.find((part) => part.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
  if (isEqual(bearer, token) || isEqual(cookie, encodeURIComponent(token))) return undefined;
  throw new ClientError(
    401,
    'A token is required.',
    'Send it as "Authorization: Bearer TOKEN", or open /?token=TOKEN once.',
    {
      'www-authenticate': 'Bearer',
    },
  );
}

/** Compares without ending at the first difference, whose time would tell where it is. */
function isEqual(a: string | undefined, b: string): boolean {
  if (a === undefined || a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < b.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}

/** Reports whether a host is an address in digits, which no one can let point elsewhere. */
function isAddress(hostname: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(hostname) || /^\[[\da-f:.]+\]$/i.test(hostname);
}
