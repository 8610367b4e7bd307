/**
 * The languages whose code is coloured: Prism's grammars, each loaded when a fence names it. A grammar that builds on
 * others names them, as Prism's own `components.json` does.
 */

interface Language {
  readonly load: () => Promise<unknown>;
  readonly needs?: readonly string[];
  /** Other names. */
  readonly names?: readonly string[];
}

export const languages: { readonly [name: string]: Language } = {
  bash: {
    load: () => import('prismjs/components/prism-bash.js'),
    names: ['sh', 'shell', 'zsh', 'console', 'shell-session'],
  },
  c: { load: () => import('prismjs/components/prism-c.js'), needs: ['clike'], names: ['h'] },
  clike: { load: () => import('prismjs/components/prism-clike.js') },
  clojure: { load: () => import('prismjs/components/prism-clojure.js'), names: ['clj'] },
  cpp: { load: () => import('prismjs/components/prism-cpp.js'), needs: ['c'], names: ['c++', 'cc', 'hpp'] },
  csharp: { load: () => import('prismjs/components/prism-csharp.js'), needs: ['clike'], names: ['cs', 'c#', 'dotnet'] },
  css: { load: () => import('prismjs/components/prism-css.js') },
  dart: { load: () => import('prismjs/components/prism-dart.js'), needs: ['clike'] },
  diff: { load: () => import('prismjs/components/prism-diff.js'), names: ['patch'] },
  docker: { load: () => import('prismjs/components/prism-docker.js'), names: ['dockerfile'] },
  elixir: { load: () => import('prismjs/components/prism-elixir.js'), names: ['ex', 'exs'] },
  erlang: { load: () => import('prismjs/components/prism-erlang.js'), names: ['erl'] },
  git: { load: () => import('prismjs/components/prism-git.js') },
  go: { load: () => import('prismjs/components/prism-go.js'), needs: ['clike'], names: ['golang'] },
  graphql: { load: () => import('prismjs/components/prism-graphql.js'), names: ['gql'] },
  groovy: { load: () => import('prismjs/components/prism-groovy.js'), needs: ['clike'], names: ['gradle'] },
  haskell: { load: () => import('prismjs/components/prism-haskell.js'), names: ['hs'] },
  hcl: { load: () => import('prismjs/components/prism-hcl.js'), names: ['terraform', 'tf'] },
  http: { load: () => import('prismjs/components/prism-http.js') },
  ini: { load: () => import('prismjs/components/prism-ini.js'), names: ['conf', 'cfg', 'dosini', 'properties'] },
  java: { load: () => import('prismjs/components/prism-java.js'), needs: ['clike'] },
  javascript: {
    load: () => import('prismjs/components/prism-javascript.js'),
    needs: ['clike'],
    names: ['js', 'node', 'mjs', 'cjs'],
  },
  json: { load: () => import('prismjs/components/prism-json.js'), names: ['jsonc', 'json5', 'webmanifest'] },
  jsx: { load: () => import('prismjs/components/prism-jsx.js'), needs: ['markup', 'javascript'] },
  julia: { load: () => import('prismjs/components/prism-julia.js'), names: ['jl'] },
  kotlin: { load: () => import('prismjs/components/prism-kotlin.js'), needs: ['clike'], names: ['kt', 'kts'] },
  lua: { load: () => import('prismjs/components/prism-lua.js') },
  makefile: { load: () => import('prismjs/components/prism-makefile.js'), names: ['make', 'mk'] },
  markup: { load: () => import('prismjs/components/prism-markup.js'), names: ['html', 'xml', 'svg', 'mathml', 'vue'] },
  matlab: { load: () => import('prismjs/components/prism-matlab.js') },
  nginx: { load: () => import('prismjs/components/prism-nginx.js') },
  objectivec: { load: () => import('prismjs/components/prism-objectivec.js'), needs: ['c'], names: ['objc'] },
  perl: { load: () => import('prismjs/components/prism-perl.js'), names: ['pl'] },
  php: { load: () => import('prismjs/components/prism-php.js'), needs: ['markup-templating'] },
  'markup-templating': { load: () => import('prismjs/components/prism-markup-templating.js'), needs: ['markup'] },
  powershell: { load: () => import('prismjs/components/prism-powershell.js'), names: ['ps1', 'pwsh'] },
  prolog: { load: () => import('prismjs/components/prism-prolog.js') },
  protobuf: { load: () => import('prismjs/components/prism-protobuf.js'), needs: ['clike'], names: ['proto'] },
  python: { load: () => import('prismjs/components/prism-python.js'), names: ['py', 'python3', 'pycon', 'ipython'] },
  r: { load: () => import('prismjs/components/prism-r.js') },
  ruby: { load: () => import('prismjs/components/prism-ruby.js'), needs: ['clike'], names: ['rb'] },
  rust: { load: () => import('prismjs/components/prism-rust.js'), names: ['rs'] },
  sass: { load: () => import('prismjs/components/prism-sass.js'), needs: ['css'] },
  scala: { load: () => import('prismjs/components/prism-scala.js'), needs: ['java'] },
  scheme: { load: () => import('prismjs/components/prism-scheme.js'), names: ['racket'] },
  scss: { load: () => import('prismjs/components/prism-scss.js'), needs: ['css'] },
  sql: {
    load: () => import('prismjs/components/prism-sql.js'),
    names: ['mysql', 'postgresql', 'psql', 'sqlite', 'plsql'],
  },
  swift: { load: () => import('prismjs/components/prism-swift.js') },
  toml: { load: () => import('prismjs/components/prism-toml.js') },
  tsx: { load: () => import('prismjs/components/prism-tsx.js'), needs: ['jsx', 'typescript'] },
  typescript: {
    load: () => import('prismjs/components/prism-typescript.js'),
    needs: ['javascript'],
    names: ['ts', 'mts', 'cts'],
  },
  vim: { load: () => import('prismjs/components/prism-vim.js'), names: ['viml', 'vimscript'] },
  yaml: { load: () => import('prismjs/components/prism-yaml.js'), names: ['yml'] },
};

const byName = new Map(
  Object.entries(languages).flatMap(([name, { names = [] }]) => [name, ...names].map((one) => [one, name] as const)),
);

/** @returns what Prism calls the language that a fence names */
export function languageOf(name: string): string | undefined {
  return byName.get(name.toLowerCase().replace(/^\{?\.?|[},:].*$/g, ''));
}

/** @returns the language after all that it builds on */
export function withNeeds(name: string): string[] {
  const needs = (languages[name]?.needs ?? []).flatMap(withNeeds);
  return [...new Set([...needs, name])];
}
