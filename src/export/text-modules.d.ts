/** The bundler puts scripts in here: those of the search page and of a serverless function. */
declare module 'serverless-script' {
  const text: string;
  export default text;
}
declare module 'site-search-script' {
  const text: string;
  export default text;
}
