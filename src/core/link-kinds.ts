/** Classifies a link by its host and path alone. */
import { isImageFile } from './link-targets.ts';
import type { LinkKind } from './note.ts';

/** A host also matches its subdomains; a path matches as a prefix. The first matching rule decides. */
const hostRulesByKind: readonly (readonly [LinkKind, readonly string[]])[] = [
  [
    'video',
    [
      'youtube.com',
      'youtu.be',
      'vimeo.com',
      'twitch.tv',
      'dailymotion.com',
      'ted.com/talks',
      'egghead.io/lessons',
      'loom.com',
      'wistia.com',
      'asciinema.org',
      'media.ccc.de',
      'infoq.com/presentations',
      'peertube.tv',
      'netflix.com',
    ],
  ],
  [
    'course',
    [
      'coursera.org',
      'udemy.com',
      'edx.org',
      'khanacademy.org',
      'codecademy.com',
      'pluralsight.com',
      'frontendmasters.com',
      'freecodecamp.org/learn',
      'ocw.mit.edu',
      'exercism.org',
      'egghead.io',
      'udacity.com',
      'datacamp.com',
      'skillshare.com',
      'brilliant.org',
      'cs50.harvard.edu',
      'linkedin.com/learning',
      'codefellows.github.io',
      'learn.microsoft.com/training',
      'theodinproject.com',
      'fullstackopen.com',
      'leetcode.com',
      'hackerrank.com',
      'codewars.com',
    ],
  ],
  [
    'book',
    [
      'oreilly.com',
      'manning.com',
      'leanpub.com',
      'goodreads.com',
      'books.google.com',
      'gutenberg.org',
      'packtpub.com',
      'pragprog.com',
      'nostarch.com',
      'eloquentjavascript.net',
      'amazon.com/dp',
      'amazon.com/gp/product',
      'git-scm.com/book',
      'openlibrary.org',
      'automatetheboringstuff.com',
      'doc.rust-lang.org/book',
      'otexts.com',
      'bookshop.org',
    ],
  ],
  [
    'code',
    [
      'gist.github.com',
      'gitlab.com',
      'bitbucket.org',
      'codeberg.org',
      'sr.ht',
      'codepen.io',
      'codesandbox.io',
      'jsfiddle.net',
      'replit.com',
      'repl.it',
      'stackblitz.com',
      'npmjs.com',
      'pypi.org',
      'crates.io',
      'pkg.go.dev',
      'nuget.org',
      'rubygems.org',
      'hub.docker.com',
      'glitch.com',
      'observablehq.com',
      'colab.research.google.com',
      'jsbin.com',
      'pythontutor.com',
    ],
  ],
  [
    'docs',
    [
      'readthedocs.io',
      'readthedocs.org',
      'docs.rs',
      'developer.mozilla.org',
      'learn.microsoft.com',
      'docs.python.org',
      'nodejs.org',
      'cppreference.com',
      'w3.org',
      'whatwg.org',
      'ietf.org',
      'rfc-editor.org',
      'pandas.pydata.org',
      'numpy.org',
      'reactjs.org',
      'react.dev',
      'vuejs.org',
      'angular.io',
      'svelte.dev',
      'expressjs.com',
      'mongoosejs.com',
      'sequelize.org',
      'jestjs.io',
      'kubernetes.io/docs',
      'vercel.com/docs',
      'getbootstrap.com',
      'tailwindcss.com/docs',
      'developer.apple.com',
      'developer.android.com',
      'developers.google.com',
      'api.jquery.com',
      'docs.oracle.com',
      'postgresql.org',
      'sqlite.org',
      'git-scm.com',
      'w3schools.com',
      'devdocs.io',
      'man7.org',
      'pymotw.com',
      'schema.org',
      'json.org',
      'yaml.org',
      'swagger.io',
      'graphql.org',
      'redux.js.org',
      'react-redux.js.org',
      'djangoproject.com',
      'django-rest-framework.org',
      'caniuse.com',
    ],
  ],
  [
    'article',
    [
      'medium.com',
      'dev.to',
      'hashnode.dev',
      'substack.com',
      'wikipedia.org',
      'freecodecamp.org/news',
      'css-tricks.com',
      'smashingmagazine.com',
      'stackoverflow.com',
      'stackexchange.com',
      'quora.com',
      'reddit.com',
      'news.ycombinator.com',
      'geeksforgeeks.org',
      'realpython.com',
      'baeldung.com',
      'martinfowler.com',
      'hackernoon.com',
      'towardsdatascience.com',
      'digitalocean.com/community',
      'ibm.com/cloud/learn',
      'ibm.com/topics',
      'ibm.com/think',
      'redhat.com/en/topics',
      'cloudflare.com/learning',
      'tutorialspoint.com',
      'javatpoint.com',
      'programiz.com',
      'arxiv.org',
      'doi.org',
      'aclanthology.org',
      'openreview.net',
      'proceedings.mlr.press',
      'papers.nips.cc',
      'neurips.cc',
      'ncbi.nlm.nih.gov',
      'semanticscholar.org',
      'sciencedirect.com',
      'link.springer.com',
      'onlinelibrary.wiley.com',
      'tandfonline.com',
      'ieeexplore.ieee.org',
      'nature.com',
      'jstor.org',
      'plos.org',
      'frontiersin.org',
      'mdpi.com',
      'biorxiv.org',
      'medrxiv.org',
      'ssrn.com',
      'researchgate.net',
      'facebook.com/notes',
      'acm.org',
      'alistapart.com',
      'sitepoint.com',
      'infoq.com',
      'thoughtworks.com',
      'guru99.com',
      'howtogeek.com',
      'nytimes.com',
      'theguardian.com',
      'wired.com',
      'hbr.org',
      'forbes.com',
    ],
  ],
];

const videoFile = /\.(?:mp4|webm|mov|mkv|m4v|ogv)$/i;
const bookFile = /\.(?:epub|mobi|azw3)$/i;
const documentFile =
  /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|tsv|zip|gz|tgz|7z|rar|txt|json|ya?ml|toml|mp3|wav|ipynb)$/i;

/** A file in a code host's repository. */
const codeFilePath = /\/(?:-\/)?(?:blob|tree|raw|src|commit)\/[^/]+\//;
/** The words or the date of an article: `/2024/03/04/title`, `/a-title-of-several-words`. */
const articlePath =
  /\/(?:19|20)\d\d\/(?:\d\d?\/|[a-z])|\/(?:\d{1,4}-)?[a-z]+(?:-(?:[a-z]+|\d{1,4})){3,}(?:-[\da-f]{10,})?(?:\.html?|\.php)?\/?$/i;
/** Pages of a site about itself, whose names have several words too. */
const sitePage =
  /\/(?:about|contact|cookies?|privacy|terms|imprint|sign|log|get|how-it|our|for|pricing|careers?|download|free|request)-[a-z0-9]*(?:-[a-z0-9]+){0,2}\/?$/i;
/** The words in the address of a note or cheat sheet that is published as a page. */
const notePath = /\/[a-z0-9-]*(?:notes?|cheat-?sheets?|slip-?box|garden)(?:[/.]|$)/i;
/** Parts of a path that only articles have. */
const articleFolder =
  /\/(?:blog|blogs|articles?|posts?|news|tutorials?|pulse|items|entries|entry|essays?|stories|story)(?:\/|$)/i;
/** Applications behind a login, and reports of vulnerabilities: none of the kinds. */
const application =
  /^(?:app|dashboard|admin|login|console|portal)\.|(?:^|\.)(?:figma\.com|sentry\.io|trello\.com|opsgenie\.com|slack\.com|notion\.so|airtable\.com|miro\.com)$/;

/** A host without a scheme: `name.example`, `name.example/page`. */
const bareHost =
  /^(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|edu|gov|app|ai|me|info|example|co|de|fr|es|it|nl|uk|eu|br|pt)(?:[/?#:]|$)/i;

/** @param url as written in the note */
export function classifyLink(url: string, image: boolean): LinkKind {
  if (image) return 'image';
  if (url.startsWith('#')) return 'anchor';
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'mailto') return 'mail';
  const isWeb =
    (scheme === undefined && bareHost.test(url)) ||
    scheme === 'http' ||
    scheme === 'https' ||
    url.startsWith('//') ||
    /^www\./i.test(url);
  if (!isWeb) return scheme === undefined || scheme === 'file' || /^[a-z]$/.test(scheme) ? classifyFile(url) : 'other';
  const { host, path } = splitUrl(url);
  if (isImageFile(path)) return 'image';
  if (videoFile.test(path)) return 'video';
  if (bookFile.test(path)) return 'book';
  // A file in a repository: `…/blob/main/package.json`.
  if (codeFilePath.test(path)) return 'code';
  if (documentFile.test(path)) return 'file';
  if (/(?:^|\.)googleusercontent\.com$/.test(host)) return 'image';
  if (/^(?:docs|drive|sheets|slides)\.google\.com$/.test(host)) return 'file';
  if (/^(?:postimg\.cc|imgur\.com|i\.imgur\.com)$/.test(host) && path.length > 1) return 'image';
  if (application.test(host) || /\b(?:CVE-\d|vuln\/)/i.test(path)) return 'other';
  if (/^(?:docs?|documentation|api|help|support)\./.test(host)) return 'docs';
  if (/^developers?\./.test(host) && !articleFolder.test(path)) return 'docs';
  const known = classifyHost(host, path);
  if (known) return known;
  if (/\/-\/(?:issues|merge_requests|blob|tree|commit)\//.test(path)) return 'code';
  if (/\/(?:dp|gp\/product)\/[\dA-Z]{10}(?:\/|$)/.test(path) || /\/(?:books?|livro|libro|livre|buch)\//i.test(path))
    return 'book';
  if (
    /(?:^|\.)(?:learn|courses?|academy|training|mooc)\./.test(host) ||
    /\/(?:courses?|lectures?|learn|academy|training|cursos?|cours|corso|kurs|syllabus)(?:\/|$)/i.test(path)
  )
    return 'course';
  if (/\/(?:play|playground|repl|sandbox)\/?$/i.test(path)) return 'code';
  if (host === 'github.com') return path.split('/').length > 2 ? 'code' : 'other';
  if (
    /^(?:manual|help|reference|guides?|support|wiki)\./.test(host) ||
    /\/(?:docs?|documentation|manual|handbook|reference|api|help|glossary|overview|getting-started|quick-?start)(?:\/|$)/i.test(
      path,
    ) ||
    (!path.includes('/licenses/') &&
      /\/(?:en|[a-z]{2}-[a-z]{2})?\/?(?:stable|latest|v?\d+\.\d+(?:\.\d+)?)(?:\/|$)/i.test(path)) ||
    // The pages of a project
    (/\.github\.io$/.test(host) && /^\/[^/]+/.test(path) && !notePath.test(path) && !articleFolder.test(path))
  )
    return 'docs';
  if (
    /(?:^|\.)(?:blog|news|engineering|magazine)\./.test(host) ||
    articleFolder.test(path) ||
    /\/(?:wiki|guides?)(?:\/|$)/i.test(path) ||
    notePath.test(path) ||
    (articlePath.test(path) && !sitePage.test(path))
  )
    return 'article';
  return 'other';
}

function classifyFile(url: string): LinkKind {
  const path = url.replace(/[?#].*/s, '');
  if (isImageFile(path)) return 'image';
  if (videoFile.test(path)) return 'video';
  return 'file';
}

interface HostRule {
  readonly kind: LinkKind;
  readonly prefix: string;
  /** The first rule in the list decides. */
  readonly order: number;
}

let rulesByHost: Map<string, HostRule[]> | undefined;

function indexRules(): Map<string, HostRule[]> {
  const rules = new Map<string, HostRule[]>();
  let order = 0;
  for (const [kind, hostRules] of hostRulesByKind)
    for (const rule of hostRules) {
      const slash = rule.indexOf('/');
      const host = slash < 0 ? rule : rule.slice(0, slash);
      const sameHost = rules.get(host) ?? [];
      rules.set(host, sameHost);
      sameHost.push({ kind, prefix: slash < 0 ? '' : rule.slice(slash), order: order++ });
    }
  return rules;
}

function classifyHost(host: string, path: string): LinkKind | undefined {
  rulesByHost ??= indexRules();
  let match: HostRule | undefined;
  // Rules have at most four labels: `colab.research.google.com`.
  for (const name of host
    .split('.')
    .slice(-4)
    .map((_, index, labels) => labels.slice(index).join('.')))
    for (const rule of rulesByHost.get(name) ?? [])
      if ((!match || rule.order < match.order) && matchesPrefix(path, rule.prefix)) match = rule;
  return match?.kind;
}

function matchesPrefix(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (prefix === '' || path.length === prefix.length || path[prefix.length] === '/');
}

export function getHost(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? splitUrl(url).host || undefined : undefined;
}

/** Splits a web address into path and host; the host is in lower case, without `www.`, user and port. */
export function splitUrl(url: string): { host: string; path: string } {
  const schemeless = url.replace(/^[a-z][a-z0-9+.-]*:/i, '').replace(/^\/\//, '');
  const end = schemeless.search(/[/?#\\]/);
  const authority = end < 0 ? schemeless : schemeless.slice(0, end);
  const path = (end < 0 ? '' : schemeless.slice(end)).replace(/[?#].*/s, '');
  const host = authority.replace(/^.*@/, '').replace(/:\d*$/, '').toLowerCase();
  return { host: host.replace(/^www\./, ''), path };
}
