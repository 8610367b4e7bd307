/** The bundler puts the script of the search page in here. */
declare module 'site-search-script' {
  const text: string;
  export default text;
}
