/** The appearance of an answer at this terminal: colors, theme, links, width. */
import type { UserConfiguration } from '../../configuration/configuration.ts';
import { UserError } from '../../core/errors.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import type { LinkMode, RenderContext } from '../../render/answers.ts';
import type { Colors } from '../../render/terminal/themes.ts';
import { basicThemes, themes } from '../../render/terminal/themes.ts';
import type { ThemeName } from '../../render/theme-names.ts';
import { themeNames } from '../../render/theme-names.ts';
import type { GlobalOptions } from '../command-line/global-options.ts';
import type { Io } from '../io.ts';
import type { Setup } from '../setup.ts';
import { getSetting } from '../setup.ts';

type Appearance = Pick<RenderContext, 'width' | 'colorLevel' | 'theme' | 'links' | 'ascii'>;

export async function getAppearance(io: Io, options: GlobalOptions, setup: Setup): Promise<Appearance> {
  const colorLevel = await getColorLevel(io, options);
  // Bold and underlines are no colors (https://no-color.org).
  const isBold = colorLevel === 0 && options.color === 'auto' && hasOnlyStyles(io);
  const links = options.links ?? getSetting(setup, 'links') ?? 'auto';
  return {
    width: getWidth(io, options, getSetting(setup, 'max-width')),
    colorLevel: isBold ? 1 : colorLevel,
    theme: isBold ? themes.mono : getTheme(await getThemeName(io, options, setup, colorLevel), setup.user, colorLevel),
    links: links === 'auto' ? await detectLinkMode(io, isBold ? 1 : colorLevel) : links,
    ascii: !isUnicode(io),
  };
}

/**
 * Returns the name of the effective theme: from the option, the configuration, or detected from the terminal's
 * background.
 */
export async function getThemeName(io: Io, options: GlobalOptions, setup: Setup, colorLevel?: number): Promise<string> {
  const name = options.theme ?? getSetting(setup, 'theme') ?? 'auto';
  return name === 'auto' ? detectTheme(io, colorLevel ?? (await getColorLevel(io, options))) : name;
}

/** Returns the appearance for formats other than `terminal`. */
export function getPlainAppearance(io: Io, options: GlobalOptions, setup: Setup): Appearance {
  // An unknown theme is an error even if the format has no colors.
  if (options.theme !== undefined && options.theme !== 'auto') getTheme(options.theme, setup.user);
  return { width: getWidth(io, options), colorLevel: 0, theme: themes.mono, links: 'none', ascii: !isUnicode(io) };
}

/** @throws UserError if the theme does not exist */
function getTheme(name: string, { themes: userThemes = {} }: UserConfiguration, colorLevel = 0): Colors {
  const builtIn = colorLevel === 1 ? basicThemes : themes;
  const theme = userThemes[name] ?? builtIn[name as keyof typeof themes];
  if (theme && Object.hasOwn({ ...themes, ...userThemes }, name)) return theme;
  const names = ['auto', ...themeNames, ...Object.keys(userThemes)].join(', ');
  throw new UserError(`Unknown theme "${name}".`, exitStatus.usageError, `Available themes: ${names}.`);
}

/** Lines longer than this are hard to read. */
export const defaultMaxWidth = 100;

function getWidth({ environment, output }: Io, { width }: GlobalOptions, maxWidth = defaultMaxWidth): number {
  if (width !== undefined) return width;
  if (output.isTTY) return Math.min(output.columns || 80, maxWidth);
  const columns = Number(environment.COLUMNS);
  return Number.isInteger(columns) && columns >= 10 && columns <= 10_000 ? columns : 80;
}

/** POSIX: LC_ALL, then LC_CTYPE, then LANG. Windows has no such variables, and its terminals accept UTF-8. */
function isUnicode({ environment }: Io): boolean {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG;
  return locale === undefined ? environment.OS === 'Windows_NT' : /utf-?8/i.test(locale);
}

/**
 * The first of these decides: the option; NO_COLOR (https://no-color.org); FORCE_COLOR and CLICOLOR_FORCE
 * (https://bixense.com/clicolors); CLICOLOR=0 and TERM=dumb; whether it is a terminal, and what chalk knows of it.
 */
async function getColorLevel({ environment, output }: Io, { color }: GlobalOptions): Promise<0 | 1 | 2 | 3> {
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

/** Reports whether a terminal shows styles, but the user wants no colors. */
function hasOnlyStyles({ environment: { NO_COLOR, TERM }, output }: Io): boolean {
  return Boolean(NO_COLOR) && output.isTTY === true && TERM !== 'dumb';
}

/** Chooses light or dark by the background: COLORFGBG (set by rxvt and Konsole), else what the terminal answers. */
async function detectTheme(io: Io, colorLevel: number): Promise<ThemeName> {
  if (colorLevel === 0) return 'mono';
  const background = /;(\d+)$/.exec(io.environment.COLORFGBG ?? '')?.[1];
  if (background !== undefined) return background === '7' || Number(background) > 8 ? 'light' : 'dark';
  if (io.output.isTTY !== true) return 'dark';
  const isLight = lightBackgrounds.get(io) ?? queryTerminal(io);
  lightBackgrounds.set(io, isLight);
  return (await isLight) ? 'light' : 'dark';
}

/** The terminal is queried once: after a picker or prompt, another reader might get the answer. */
const lightBackgrounds = new WeakMap<Io, Promise<boolean>>();

async function queryTerminal(io: Io): Promise<boolean> {
  const { canQueryTerminal, hasLightBackground } = await import('./background-color.ts');
  return canQueryTerminal(io) && (await hasLightBackground(io));
}

/** Returns hyperlinks if the terminal supports them, otherwise numbers; in a pipe, addresses in the text. */
async function detectLinkMode(io: Io, colorLevel: number): Promise<LinkMode> {
  if (io.output.isTTY !== true) return 'inline';
  if (colorLevel === 0) return 'numbered';
  const { TERM_PROGRAM } = io.environment;
  if (TERM_PROGRAM === 'tmux') return (await hasTmuxHyperlinks()) ? 'hyperlink' : 'numbered';
  const { createSupportsHyperlinks } = await import('supports-hyperlinks');
  return createSupportsHyperlinks({ isTTY: true }) ? 'hyperlink' : 'numbered';
}

/** tmux 3.4 and later knows whether the terminal it runs in supports hyperlinks. */
async function hasTmuxHyperlinks(): Promise<boolean> {
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => {
    execFile('tmux', ['display-message', '-p', '#{client_termfeatures}'], { timeout: 200 }, (error, features) =>
      resolve(!error && features.split(/[,\s]/).includes('hyperlinks')),
    );
  });
}

/** Reports whether a file URL may have a line number as its fragment: iTerm2, kitty and VS Code open the file there. */
export function supportsLineFragments({ environment: { TERM, TERM_PROGRAM } }: Io): boolean {
  return TERM === 'xterm-kitty' || TERM_PROGRAM === 'iTerm.app' || TERM_PROGRAM === 'vscode';
}
