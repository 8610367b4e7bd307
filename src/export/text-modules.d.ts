/** The bundler puts scripts in here: those of the search page and of a serverless function. */
declare module 'serverless-script' {
  /** By file name; `serverless.mjs` imports the others. */
  const scripts: Readonly<Record<string, string>>;
  export default scripts;
}
declare module 'site-search-script' {
  const text: string;
  export default text;
}
