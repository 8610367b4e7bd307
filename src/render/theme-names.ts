/** The names of the built-in themes, for those who need no more of them. */
export const themeNames = ['dark', 'light', 'mono'] as const;
export type ThemeName = (typeof themeNames)[number];
