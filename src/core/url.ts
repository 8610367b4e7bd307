/** Query parameters for tracking, which do not change the page. */
import { trimEndWhile } from './trim-end.ts';

const trackingParameter =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid|twclid|yclid|ref_src|ref_url|_hsenc|_hsmi|vero_id|mkt_tok|si)$/i;

/**
 * Normalizes the scheme, host case, default port, empty fragment, trailing slash and tracking parameters of an address.
 * Treats `http` and `https` as one scheme. Two links with the same result are the same link.
 */
export function normalizeUrl(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url.startsWith('//') ? `https:${url}` : url);
  } catch {
    return url.replace(/#$/, '');
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return url.replace(/#$/, '');
  for (const key of [...parsed.searchParams.keys()]) if (trackingParameter.test(key)) parsed.searchParams.delete(key);
  const port = parsed.port === '80' || parsed.port === '443' ? '' : parsed.port && `:${parsed.port}`;
  const account = parsed.username && `${parsed.username}@`;
  const fragment = parsed.hash === '#' ? '' : parsed.hash;
  return `https://${account}${parsed.hostname}${port}${trimEndWhile(parsed.pathname, /\//)}${parsed.search}${fragment}`;
}

/**
 * Reports whether an address may become a link in HTML: http, https, mailto or relative. Skips white space and control
 * characters in a scheme, because browsers do (WHATWG URL §4.4).
 */
export function isSafeUrl(url: string): boolean {
  const scheme = /^([^/?#]*?):/.exec(url.replace(/[\0-\x20\x7f-\x9f]/g, ''))?.[1];
  return scheme === undefined || /^(?:https?|mailto)$/i.test(scheme);
}
