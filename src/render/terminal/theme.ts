/** How things look at a terminal. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { Context } from '../answer.ts';

type Style = (text: string) => string;

type Corners = readonly [string, string, string];

export interface Theme {
  readonly title: Style;
  readonly heading: Style;
  readonly label: Style;
  readonly dim: Style;
  readonly strong: Style;
  readonly emphasis: Style;
  readonly deleted: Style;
  readonly code: Style;
  readonly link: Style;
  readonly pro: Style;
  readonly con: Style;
  readonly when: Style;
  readonly remark: Style;
  readonly quote: Style;
  readonly bullet: string;
  readonly bar: string;
  readonly rule: string;
  readonly arrow: string;
  readonly done: string;
  readonly open: string;
  /** The corners of a table: left, between, right, of its first line, the line under its head, and its last. */
  readonly corners: readonly [Corners, Corners, Corners];
  /** The branches of a tree: one with more after it, the last, and what stands beneath either. */
  readonly branch: readonly [string, string, string, string];
}

export function themeFor({ colorLevel, ascii }: Context): Theme {
  const chalk: ChalkInstance = new Chalk({ level: colorLevel });
  return {
    title: chalk.bold.underline.magenta,
    heading: chalk.bold.cyan,
    label: chalk.bold,
    dim: chalk.dim,
    strong: chalk.bold,
    emphasis: chalk.italic,
    deleted: chalk.strikethrough.dim,
    code: chalk.yellow,
    link: chalk.blue.underline,
    pro: chalk.green,
    con: chalk.red,
    when: chalk.cyan,
    remark: chalk.italic,
    quote: chalk.dim,
    bullet: ascii ? '-' : '•',
    bar: ascii ? '|' : '│',
    rule: ascii ? '-' : '─',
    arrow: ascii ? '>' : '›',
    done: ascii ? '[x]' : '☑',
    open: ascii ? '[ ]' : '☐',
    corners: ascii
      ? [
          ['+', '+', '+'],
          ['+', '+', '+'],
          ['+', '+', '+'],
        ]
      : [
          ['┌', '┬', '┐'],
          ['├', '┼', '┤'],
          ['└', '┴', '┘'],
        ],
    branch: ascii ? ['|-- ', '`-- ', '|   ', '    '] : ['├── ', '└── ', '│   ', '    '],
  };
}
