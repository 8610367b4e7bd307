// The search page of a site. The files of the index put their content into `readingsSearch`: a script can be loaded from any
// address, also from a file, which nothing else can.
import { loadIndex, searchSite } from './site-search.ts';

const maxHits = 50;
const data = globalThis.readingsSearch;
const indexes = new Map();

const loadPart = (letter) => {
  const name = data.names.includes('all') ? 'all' : letter;
  if (!indexes.has(name))
    indexes.set(
      name,
      new Promise((done) => {
        if (!data.names.includes(name)) return done(undefined);
        const script = document.createElement('script');
        script.src = `search-${name}.js`;
        script.onload = () => done(loadIndex(data.parts[name]));
        script.onerror = () => done(undefined);
        document.head.append(script);
      }),
    );
  return indexes.get(name);
};

const create = (name, text, className = '') => {
  const element = document.createElement(name);
  element.textContent = text;
  element.className = className;
  return element;
};

let latest = '';
const show = async (query) => {
  latest = query;
  const hits = query.trim() === '' ? [] : await searchSite(query, loadPart);
  if (query !== latest) return;
  const list = create('ol', '', 'hits');
  for (const id of hits.slice(0, maxHits)) {
    const [heading, title, url, snippet] = data.sections[id];
    const link = create('a', heading);
    link.setAttribute('href', url);
    const item = document.createElement('li');
    item.append(link, create('p', title, 'source'), create('p', snippet, 'snippet'));
    list.append(item);
  }
  const count = hits.length === 0 ? 'No results' : hits.length === 1 ? '1 result' : `${hits.length} results`;
  const status = query.trim() === '' ? '' : count;
  document.querySelector('#status').textContent = status;
  document.querySelector('#results').replaceChildren(create('p', status, 'source'), list);
};

const field = document.querySelector('#q');
field.value = new URLSearchParams(location.search).get('q') ?? '';
let timer;
field.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => show(field.value), 120);
});
show(field.value);
