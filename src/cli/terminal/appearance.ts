/** How an answer looks at this terminal: colours, theme, links, width. */
import type { UserConfiguration } from '../../configuration/configuration.ts';
import { exitStatus, UserError } from '../../core/errors.ts';
import type { LinkMode, RenderContext, ThemeName } from '../../render/answers.ts';
import { themeNames } from '../../render/answers.ts';
import type { Colors } from '../../render/terminal/themes.ts';
import { themes } from '../../render/terminal/themes.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../settings.ts';
import type { Setup } from '../setup.ts';
import { settingOf } from '../setup.ts';

type Look = Pick<RenderContext, 'width' | 'colorLevel' | 'theme' | 'links' | 'ascii'>;

export async function lookFor(io: Io, options: GlobalOptions, setup: Setup): Promise<Look> {
  const colorLevel = await colorLevelOf(io, options);
  const links = options.links ?? settingOf(setup, 'links') ?? 'auto';
  return {
    width: widthOf(io, options, settingOf(setup, 'max-width')),
    colorLevel,
    theme: themeNamed(await themeNameOf(io, options, setup, colorLevel), setup.user),
    links: links === 'auto' ? await linksFor(io, colorLevel) : links,
    ascii: !isUnicode(io),
  };
}

/** The theme that holds: the option's, the configuration's, or what fits the terminal. */
export async function themeNameOf(io: Io, options: GlobalOptions, setup: Setup, colorLevel?: number): Promise<string> {
  const named = options.theme ?? settingOf(setup, 'theme') ?? 'auto';
  return named === 'auto' ? themeFor(io, colorLevel ?? (await colorLevelOf(io, options))) : named;
}

/** What formats other than `terminal` are given. */
export function plainLook(io: Io, options: GlobalOptions, setup: Setup): Look {
  // A name that means nothing is wrong wherever it stands.
  if (options.theme !== undefined && options.theme !== 'auto') themeNamed(options.theme, setup.user);
  return { width: widthOf(io, options), colorLevel: 0, theme: themes.mono, links: 'none', ascii: !isUnicode(io) };
}

/** The theme of a name. @throws UserError when there is none */
function themeNamed(name: string, { themes: own = {} }: UserConfiguration): Colors {
  const found = own[name] ?? themes[name as keyof typeof themes];
  if (found && Object.hasOwn({ ...themes, ...own }, name)) return found;
  const names = ['auto', ...themeNames, ...Object.keys(own)].join(', ');
  throw new UserError(`there is no theme "${name}"`, exitStatus.usageError, `Themes: ${names}.`);
}

/** Lines longer than this are hard to read. */
const widest = 100;

function widthOf({ environment, output }: Io, { width }: GlobalOptions, most = widest): number {
  if (width !== undefined) return width;
  if (output.isTTY) return Math.min(output.columns || 80, most);
  const columns = Number(environment.COLUMNS);
  return Number.isInteger(columns) && columns >= 10 && columns <= 10_000 ? columns : 80;
}

/** POSIX: LC_ALL before LC_CTYPE before LANG. Windows has no such variables, and terminals there take UTF-8. */
function isUnicode({ environment }: Io): boolean {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG;
  return locale === undefined ? environment.OS === 'Windows_NT' : /utf-?8/i.test(locale);
}

/**
 * The option decides; then NO_COLOR (https://no-color.org); then FORCE_COLOR and CLICOLOR_FORCE
 * (https://bixense.com/clicolors); then CLICOLOR=0 and TERM=dumb; then whether it is a terminal, and what chalk knows of it.
 */
async function colorLevelOf({ environment, output }: Io, { color }: GlobalOptions): Promise<0 | 1 | 2 | 3> {
  const { NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM } = environment;
  if (color === 'never') return 0;
  const isForced = FORCE_COLOR !== undefined || (CLICOLOR_FORCE !== undefined && CLICOLOR_FORCE !== '0');
  if (color === 'auto') {
    if (NO_COLOR) return 0;
    if (FORCE_COLOR === '0' || FORCE_COLOR === 'false') return 0;
    if (!isForced && (CLICOLOR === '0' || TERM === 'dumb' || output.isTTY !== true)) return 0;
  }
  const { supportsColor } = await import('chalk');
  const level = supportsColor ? supportsColor.level : 0;
  return level === 0 && (color === 'always' || isForced) ? 1 : level;
}

/**
 * Light or dark, by what is behind the text: COLORFGBG (as rxvt and Konsole set it), else what the terminal answers.
 */
async function themeFor(io: Io, colorLevel: number): Promise<ThemeName> {
  if (colorLevel === 0) return 'mono';
  const behind = /;(\d+)$/.exec(io.environment.COLORFGBG ?? '')?.[1];
  if (behind !== undefined) return behind === '7' || Number(behind) > 8 ? 'light' : 'dark';
  if (io.output.isTTY !== true) return 'dark';
  const known = behindText.get(io) ?? askTerminal(io);
  behindText.set(io, known);
  return (await known) ? 'light' : 'dark';
}

/** A terminal is asked once: after a finder or a prompt the answer would be read by somebody else. */
const behindText = new WeakMap<Io, Promise<boolean>>();

async function askTerminal(io: Io): Promise<boolean> {
  const { isAnswering, isLightBehind } = await import('./background-color.ts');
  return isAnswering(io) && (await isLightBehind(io));
}

/** Hyperlinks where the terminal follows them; elsewhere addresses stand in the text. */
async function linksFor(io: Io, colorLevel: number): Promise<LinkMode> {
  if (io.output.isTTY !== true || colorLevel === 0) return 'inline';
  const { TERM_PROGRAM } = io.environment;
  if (TERM_PROGRAM === 'tmux') return (await tmuxPassesLinks()) ? 'hyperlink' : 'inline';
  const { createSupportsHyperlinks } = await import('supports-hyperlinks');
  return createSupportsHyperlinks({ isTTY: true }) ? 'hyperlink' : 'inline';
}

/** tmux (3.4 and later) knows whether the terminal that it is shown in follows links. */
async function tmuxPassesLinks(): Promise<boolean> {
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => {
    execFile('tmux', ['display-message', '-p', '#{client_termfeatures}'], { timeout: 200 }, (error, features) =>
      resolve(!error && features.split(/[,\s]/).includes('hyperlinks')),
    );
  });
}

/** How a terminal is told the line of a file that a hyperlink leads to: iTerm2, kitty and VS Code take it as a fragment. */
export function takesLines({ environment: { TERM, TERM_PROGRAM } }: Io): boolean {
  return TERM === 'xterm-kitty' || TERM_PROGRAM === 'iTerm.app' || TERM_PROGRAM === 'vscode';
}
