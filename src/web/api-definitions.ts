/** The routes of the API as data: the routes themselves and their description are made from it. */
import type { QuestionKind } from '../api/answers.ts';
import { type Kind, kinds, queryParameters } from '../core/query/kinds.ts';
import type { Parameter } from '../core/query/parameters.ts';

/** An address of the API, and the kind of answer that it returns. */
export interface ApiRoute {
  readonly path: string;
  readonly kind: QuestionKind;
  readonly summary: string;
  /** The name of the parameter with the query: `q`, or `address` for exactly one section. */
  readonly query: 'q' | 'address' | 'topic' | undefined;
  readonly isQueryRequired: boolean;
  /** Parameters of the kind that do not apply, because they change how a command prints. */
  readonly without?: readonly string[];
}

export const routes: readonly ApiRoute[] = [
  { path: '/api/notes', kind: 'list', summary: 'List the notes.', query: undefined, isQueryRequired: false },
  {
    path: '/api/tree',
    kind: 'tree',
    summary: 'List the headings of the library, a note or a section.',
    query: 'q',
    isQueryRequired: false,
  },
  {
    path: '/api/sections',
    kind: 'show',
    summary: 'List the sections that match a query, best first.',
    query: 'q',
    isQueryRequired: true,
  },
  {
    path: '/api/section',
    kind: 'show',
    summary: 'Return the section with an address.',
    query: 'address',
    isQueryRequired: true,
  },
  {
    path: '/api/links',
    kind: 'links',
    summary: 'List the links of a section or of the library.',
    query: 'q',
    isQueryRequired: false,
  },
  {
    path: '/api/tradeoffs',
    kind: 'proscons',
    summary: 'List pros and cons, one record per topic.',
    query: 'q',
    isQueryRequired: false,
  },
  {
    path: '/api/compare',
    kind: 'compare',
    summary: 'Compare topics by their pros and cons.',
    query: 'topic',
    isQueryRequired: true,
  },
  {
    path: '/api/topics',
    kind: 'topics',
    summary: 'List the topics that have pros or cons.',
    query: undefined,
    isQueryRequired: false,
  },
  { path: '/api/quotes', kind: 'quotes', summary: 'List quotes.', query: 'q', isQueryRequired: false },
  {
    path: '/api/remarks',
    kind: 'remarks',
    summary: 'List remarks on quotes and sections.',
    query: 'q',
    isQueryRequired: false,
  },
  {
    path: '/api/code',
    kind: 'code',
    summary: 'List code blocks.',
    query: 'q',
    isQueryRequired: false,
    without: ['nth'],
  },
  {
    path: '/api/tables',
    kind: 'tables',
    summary: 'List the rows of tables.',
    query: 'q',
    isQueryRequired: false,
    without: ['nth'],
  },
  { path: '/api/tasks', kind: 'tasks', summary: 'List tasks.', query: 'q', isQueryRequired: false },
  {
    path: '/api/search',
    kind: 'search',
    summary: 'Search the text of all notes, best results first.',
    query: 'q',
    isQueryRequired: true,
    without: ['count', 'files', 'limit'],
  },
  {
    path: '/api/tags',
    kind: 'tags',
    summary: 'List the tags and how many notes have each.',
    query: undefined,
    isQueryRequired: false,
  },
  {
    path: '/api/backlinks',
    kind: 'backlinks',
    summary: 'List the links from other notes to a note or section.',
    query: 'q',
    isQueryRequired: true,
  },
  {
    path: '/api/related',
    kind: 'related',
    summary: 'List sections that are similar to a section.',
    query: 'q',
    isQueryRequired: true,
    without: ['limit'],
  },
];

/** Returns the parameters of a route, besides the query and those of paging. */
export function listParameters({ kind, query, without = [] }: ApiRoute): readonly Parameter[] {
  const own: readonly Parameter[] = (kinds as Readonly<Record<string, Kind>>)[kind]?.parameters ?? [];
  const ofQuery: readonly Parameter[] = query === 'q' && takesQueryOptions(kind) ? queryParameters : [];
  return [...ofQuery, ...own].filter(({ name }) => !without.includes(name));
}

function takesQueryOptions(kind: QuestionKind): boolean {
  return kind !== 'search' && kind !== 'related';
}
