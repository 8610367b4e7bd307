/**
 * The languages whose code is colored. Each has a Prism grammar, loaded when a fence names it. A grammar that builds
 * on others lists them, as in Prism's `components.json`.
 */

interface Language {
  readonly load: () => Promise<unknown>;
  readonly dependencies?: readonly string[];
  readonly aliases?: readonly string[];
}

export const languages: { readonly [name: string]: Language } = {
  bash: {
    load: () => import('prismjs/components/prism-bash.js'),
    aliases: ['sh', 'shell', 'zsh', 'console', 'shell-session'],
  },
  c: { load: () => import('prismjs/components/prism-c.js'), dependencies: ['clike'], aliases: ['h'] },
  clike: { load: () => import('prismjs/components/prism-clike.js') },
  clojure: { load: () => import('prismjs/components/prism-clojure.js'), aliases: ['clj'] },
  cpp: { load: () => import('prismjs/components/prism-cpp.js'), dependencies: ['c'], aliases: ['c++', 'cc', 'hpp'] },
  csharp: {
    load: () => import('prismjs/components/prism-csharp.js'),
    dependencies: ['clike'],
    aliases: ['cs', 'c#', 'dotnet'],
  },
  css: { load: () => import('prismjs/components/prism-css.js') },
  dart: { load: () => import('prismjs/components/prism-dart.js'), dependencies: ['clike'] },
  diff: { load: () => import('prismjs/components/prism-diff.js'), aliases: ['patch'] },
  docker: { load: () => import('prismjs/components/prism-docker.js'), aliases: ['dockerfile'] },
  elixir: { load: () => import('prismjs/components/prism-elixir.js'), aliases: ['ex', 'exs'] },
  erlang: { load: () => import('prismjs/components/prism-erlang.js'), aliases: ['erl'] },
  git: { load: () => import('prismjs/components/prism-git.js') },
  go: { load: () => import('prismjs/components/prism-go.js'), dependencies: ['clike'], aliases: ['golang'] },
  graphql: { load: () => import('prismjs/components/prism-graphql.js'), aliases: ['gql'] },
  groovy: { load: () => import('prismjs/components/prism-groovy.js'), dependencies: ['clike'], aliases: ['gradle'] },
  haskell: { load: () => import('prismjs/components/prism-haskell.js'), aliases: ['hs'] },
  hcl: { load: () => import('prismjs/components/prism-hcl.js'), aliases: ['terraform', 'tf'] },
  http: { load: () => import('prismjs/components/prism-http.js') },
  ini: { load: () => import('prismjs/components/prism-ini.js'), aliases: ['conf', 'cfg', 'dosini', 'properties'] },
  java: { load: () => import('prismjs/components/prism-java.js'), dependencies: ['clike'] },
  javascript: {
    load: () => import('prismjs/components/prism-javascript.js'),
    dependencies: ['clike'],
    aliases: ['js', 'node', 'mjs', 'cjs'],
  },
  json: { load: () => import('prismjs/components/prism-json.js'), aliases: ['jsonc', 'json5', 'webmanifest'] },
  jsx: { load: () => import('prismjs/components/prism-jsx.js'), dependencies: ['markup', 'javascript'] },
  julia: { load: () => import('prismjs/components/prism-julia.js'), aliases: ['jl'] },
  kotlin: { load: () => import('prismjs/components/prism-kotlin.js'), dependencies: ['clike'], aliases: ['kt', 'kts'] },
  lua: { load: () => import('prismjs/components/prism-lua.js') },
  makefile: { load: () => import('prismjs/components/prism-makefile.js'), aliases: ['make', 'mk'] },
  markup: {
    load: () => import('prismjs/components/prism-markup.js'),
    aliases: ['html', 'xml', 'svg', 'mathml', 'vue'],
  },
  matlab: { load: () => import('prismjs/components/prism-matlab.js') },
  nginx: { load: () => import('prismjs/components/prism-nginx.js') },
  objectivec: { load: () => import('prismjs/components/prism-objectivec.js'), dependencies: ['c'], aliases: ['objc'] },
  perl: { load: () => import('prismjs/components/prism-perl.js'), aliases: ['pl'] },
  php: { load: () => import('prismjs/components/prism-php.js'), dependencies: ['markup-templating'] },
  'markup-templating': {
    load: () => import('prismjs/components/prism-markup-templating.js'),
    dependencies: ['markup'],
  },
  powershell: { load: () => import('prismjs/components/prism-powershell.js'), aliases: ['ps1', 'pwsh'] },
  prolog: { load: () => import('prismjs/components/prism-prolog.js') },
  protobuf: { load: () => import('prismjs/components/prism-protobuf.js'), dependencies: ['clike'], aliases: ['proto'] },
  python: { load: () => import('prismjs/components/prism-python.js'), aliases: ['py', 'python3', 'pycon', 'ipython'] },
  r: { load: () => import('prismjs/components/prism-r.js') },
  ruby: { load: () => import('prismjs/components/prism-ruby.js'), dependencies: ['clike'], aliases: ['rb'] },
  rust: { load: () => import('prismjs/components/prism-rust.js'), aliases: ['rs'] },
  sass: { load: () => import('prismjs/components/prism-sass.js'), dependencies: ['css'] },
  scala: { load: () => import('prismjs/components/prism-scala.js'), dependencies: ['java'] },
  scheme: { load: () => import('prismjs/components/prism-scheme.js'), aliases: ['racket'] },
  scss: { load: () => import('prismjs/components/prism-scss.js'), dependencies: ['css'] },
  sql: {
    load: () => import('prismjs/components/prism-sql.js'),
    aliases: ['mysql', 'postgresql', 'psql', 'sqlite', 'plsql'],
  },
  swift: { load: () => import('prismjs/components/prism-swift.js') },
  toml: { load: () => import('prismjs/components/prism-toml.js') },
  tsx: { load: () => import('prismjs/components/prism-tsx.js'), dependencies: ['jsx', 'typescript'] },
  typescript: {
    load: () => import('prismjs/components/prism-typescript.js'),
    dependencies: ['javascript'],
    aliases: ['ts', 'mts', 'cts'],
  },
  vim: { load: () => import('prismjs/components/prism-vim.js'), aliases: ['viml', 'vimscript'] },
  yaml: { load: () => import('prismjs/components/prism-yaml.js'), aliases: ['yml'] },
};

const languageByAlias = new Map(
  Object.entries(languages).flatMap(([name, { aliases = [] }]) =>
    [name, ...aliases].map((alias) => [alias, name] as const),
  ),
);

/** Returns Prism's name for the language that a fence names. */
export function resolveLanguage(name: string): string | undefined {
  return languageByAlias.get(
    name
      .toLowerCase()
      .replace(/^\{?\.?/, '')
      .replace(/[},:].*/s, ''),
  );
}

/** Returns a language, preceded by all languages that it builds on. */
export function resolveDependencies(name: string): string[] {
  const dependencyNames = (languages[name]?.dependencies ?? []).flatMap(resolveDependencies);
  return [...new Set([...dependencyNames, name])];
}
