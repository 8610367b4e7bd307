/**
 * The kinds of answers, one entry each. Command options, API parameters and "no results" messages are derived from
 * these entries.
 */
import { linkKinds } from '../note.ts';
import { taskStates } from '../task-states.ts';
import type { Parameter } from './parameters.ts';

export interface Kind {
  /** A plural noun for the results, as in "No links in …". */
  readonly noun: string;
  /** Whether the command takes a query that selects sections. */
  readonly query: 'none' | 'optional' | 'required';
  /** The `type` of its JSON records; `undefined` when it has several. */
  readonly record: string | undefined;
  /** The formats that need the syntax tree. With an index, other formats need no parsing. */
  readonly treesFor: 'all' | readonly string[];
  readonly parameters: readonly Parameter[];
}

/** Parameters of every kind that takes a query. */
export const queryParameters = [
  {
    name: 'all',
    type: 'boolean',
    description: 'use all matches, including weak ones',
    conflictsWith: 'first',
  },
  {
    name: 'first',
    type: 'integer',
    minimum: 1,
    maximum: 1_000_000,
    valueName: 'n',
    description: 'use the n best matches',
  },
  {
    name: 'exact',
    type: 'boolean',
    description: 'require exactly one note, heading or label with this name',
  },
] as const satisfies readonly Parameter[];

const limit = { name: 'limit', type: 'integer', minimum: 1, maximum: 1_000_000, valueName: 'n' } as const;

/** The parameter that picks one item of an answer. */
function nth<const Noun extends string>(noun: Noun) {
  return {
    name: 'nth',
    type: 'integer',
    minimum: 1,
    maximum: 1_000_000,
    valueName: 'n',
    description: `only the nth ${noun}, counted from 1`,
    narrows: true,
  } as const;
}

const linkKind = {
  name: 'kind',
  type: 'choice',
  choices: linkKinds,
  valueName: 'kind',
  description: 'only links to this kind of resource',
  narrows: true,
} as const;

/** Trade-offs come from the index. These formats also print the blocks nested under an item, so they need the tree. */
const nestedText = ['markdown', 'json', 'ndjson'];

export const kinds = {
  list: {
    noun: 'notes',
    query: 'none',
    record: 'note',
    treesFor: [],
    parameters: [
      {
        name: 'sort',
        type: 'choice',
        choices: ['path', 'title', 'modified', 'words'],
        default: 'path',
        valueName: 'by',
        description: 'sort order; modified lists the latest first, words the longest first',
      },
    ],
  },
  tree: {
    noun: 'headings',
    query: 'optional',
    record: 'section',
    treesFor: [],
    parameters: [
      {
        name: 'depth',
        type: 'integer',
        minimum: 0,
        maximum: 1000,
        valueName: 'n',
        description: 'show at most n levels below the first line',
      },
      {
        name: 'labels',
        type: 'boolean',
        isTwoWay: true,
        description: 'include labels, such as a bold line or `Pros:` before a list (default)',
      },
    ],
  },
  show: {
    noun: 'text',
    query: 'required',
    record: 'section',
    treesFor: ['terminal', 'text', 'json', 'ndjson', 'html'],
    parameters: [
      {
        name: 'children',
        type: 'boolean',
        default: true,
        description: 'include subsections',
        negatedDescription: 'leave out subsections',
      },
      {
        name: 'depth',
        type: 'integer',
        minimum: 0,
        maximum: 1000,
        valueName: 'n',
        description: 'include at most n levels of subsections',
      },
      { name: 'embed', type: 'boolean', description: 'insert the notes and sections that `![[…]]` embeds' },
    ],
  },
  links: {
    noun: 'links',
    query: 'optional',
    record: 'link',
    treesFor: [],
    parameters: [
      { name: 'images', type: 'boolean', description: 'include images' },
      linkKind,
      {
        name: 'domain',
        type: 'string',
        valueName: 'host',
        description: 'only links to this host or its subdomains',
        narrows: true,
      },
      {
        name: 'unique',
        type: 'boolean',
        description:
          'list each link once, with a count; ignores scheme, default port, trailing slash and tracking parameters',
      },
    ],
  },
  pros: { noun: 'pros', query: 'optional', record: 'proscons', treesFor: nestedText, parameters: [] },
  cons: { noun: 'cons', query: 'optional', record: 'proscons', treesFor: nestedText, parameters: [] },
  proscons: { noun: 'pros or cons', query: 'optional', record: 'proscons', treesFor: nestedText, parameters: [] },
  compare: { noun: 'pros or cons', query: 'required', record: 'comparison', treesFor: nestedText, parameters: [] },
  quotes: {
    noun: 'quotes',
    query: 'optional',
    record: 'quote',
    treesFor: nestedText,
    parameters: [{ name: 'with-context', type: 'boolean', description: 'print the remarks on each quote' }],
  },
  remarks: {
    noun: 'remarks',
    query: 'optional',
    record: 'remark',
    treesFor: nestedText,
    parameters: [{ name: 'with-context', type: 'boolean', description: 'print the quote that each remark is about' }],
  },
  code: {
    noun: 'code blocks',
    query: 'optional',
    record: 'code',
    treesFor: 'all',
    parameters: [
      nth('code block'),
      {
        name: 'lang',
        type: 'string',
        valueName: 'name',
        description: 'only code in this language, by any of its names, such as py or python',
        narrows: true,
      },
    ],
  },
  tables: { noun: 'tables', query: 'optional', record: 'table', treesFor: 'all', parameters: [nth('table')] },
  tasks: {
    noun: 'tasks',
    query: 'optional',
    record: 'task',
    treesFor: 'all',
    parameters: [
      { name: 'open', type: 'boolean', description: 'only open tasks', conflictsWith: 'done', narrows: true },
      { name: 'done', type: 'boolean', description: 'only finished tasks', conflictsWith: 'state', narrows: true },
      {
        name: 'state',
        type: 'choice',
        choices: taskStates,
        valueName: 'state',
        description: 'only tasks in this state: `[-]` is cancelled, `[>]` forwarded',
        conflictsWith: 'open',
        narrows: true,
      },
      {
        name: 'due',
        type: 'day',
        valueName: 'when',
        description:
          'only tasks due by then, open ones by default: overdue, today, tomorrow, week, month, 3d or a date',
        narrows: true,
      },
    ],
  },
  search: {
    noun: 'sections',
    query: 'none',
    record: 'hit',
    treesFor: [],
    parameters: [
      { ...limit, description: 'print at most n results (default: 20)' },
      {
        name: 'all-sections',
        type: 'boolean',
        description: 'print all matching sections of a note, not only the best one',
      },
      { name: 'count', type: 'boolean', description: 'print the number of results', conflictsWith: 'files' },
      { name: 'files', type: 'boolean', description: 'print only the paths of matching notes' },
    ],
  },
  related: {
    noun: 'related sections',
    query: 'required',
    record: 'hit',
    treesFor: [],
    parameters: [{ ...limit, description: 'print at most n results (default: 10)' }],
  },
  backlinks: { noun: 'links', query: 'required', record: 'link', treesFor: [], parameters: [] },
  open: { noun: 'links', query: 'required', record: undefined, treesFor: [], parameters: [nth('link'), linkKind] },
  topics: { noun: 'topics with pros or cons', query: 'none', record: 'topic', treesFor: [], parameters: [] },
  tags: { noun: 'tags', query: 'none', record: 'tag', treesFor: [], parameters: [] },
  files: { noun: 'notes', query: 'none', record: 'file', treesFor: [], parameters: [] },
  count: { noun: 'sections', query: 'none', record: 'count', treesFor: [], parameters: [] },
  config: { noun: 'settings', query: 'none', record: 'setting', treesFor: [], parameters: [] },
  difference: { noun: 'changes', query: 'none', record: 'difference', treesFor: [], parameters: [] },
  lint: { noun: 'problems', query: 'none', record: 'finding', treesFor: [], parameters: [] },
} as const satisfies Readonly<Record<string, Kind>>;
