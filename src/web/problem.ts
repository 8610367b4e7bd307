/** Errors as `application/problem+json` (RFC 9457). */

export class ClientError extends Error {
  readonly status: number;
  readonly hint: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** @param hint what to do */
  constructor(status: number, message: string, hint?: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.hint = hint;
    this.headers = headers;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  414: 'URI Too Long',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

export function createProblem({ status, message, hint, headers }: ClientError, request: Request): Response {
  const problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail: message,
    ...(hint === undefined ? {} : { hint }),
  };
  return new Response(request.method === 'HEAD' ? null : `${JSON.stringify(problem)}\n`, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
