// Search as you type, the current section, copying, and changes. Pages work without it.
(() => {
  const $ = (selector) => document.querySelector(selector);
  const field = $('#q');
  const panel = $('#suggestions');
  const status = $('#status');
  const isServed = document.body.hasAttribute('data-served');

  const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
  const announce = (text) => {
    status.textContent = text;
  };

  // Search
  let timer;
  let request;
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
  };
  const search = async () => {
    request?.abort();
    const words = field.value.trim();
    if (words === '') return close();
    const controller = new AbortController();
    request = controller;
    const url = new URL(field.form.action);
    url.searchParams.set('q', words);
    try {
      const page = parse(await (await fetch(url, { signal: controller.signal })).text());
      const results = page.querySelector('#results');
      if (!results || controller.signal.aborted) return;
      announce(results.dataset.count ?? '');
      const own = $('main #results');
      if (own) {
        $('main').replaceChildren(...page.querySelector('main').childNodes);
        document.title = page.title;
        history.replaceState(null, '', url);
        return;
      }
      panel.replaceChildren(...results.childNodes);
      panel.hidden = false;
    } catch (error) {
      if (error.name !== 'AbortError') announce('The search is not available.');
    }
  };
  const links = () => [...($('main #results') ?? panel).querySelectorAll('.hits > li > a')];
  const move = (step) => {
    const all = links();
    const at = all.indexOf(document.activeElement) + step;
    if (at < 0) field.focus();
    else all[Math.min(at, all.length - 1)]?.focus();
  };
  if (isServed) {
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(search, 120);
    });
    document.addEventListener('keydown', (event) => {
      const isTyping = /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '');
      if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        field.focus();
        field.select();
      } else if (event.key === 'Escape' && (document.activeElement === field || !panel.hidden)) {
        close();
        field.blur();
      } else if (
        event.key === 'ArrowDown' &&
        (document.activeElement === field || links().includes(document.activeElement))
      ) {
        event.preventDefault();
        move(document.activeElement === field ? links().length && 1 : 1);
      } else if (event.key === 'ArrowUp' && links().includes(document.activeElement)) {
        event.preventDefault();
        move(-1);
      }
    });
    document.addEventListener('click', (event) => {
      if (!event.target.closest('.search')) close();
    });
    field.setAttribute('aria-keyshortcuts', '/');
  }

  // The current section in the outline
  const watch = () => {
    const outline = $('.outline');
    if (!outline) return;
    const entries = new Map(
      [...outline.querySelectorAll('a')].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
    );
    const headings = [...document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6)[id]')];
    const mark = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
      const current = entries.get((passed.at(-1) ?? headings[0])?.id);
      for (const link of entries.values()) link.removeAttribute('aria-current');
      current?.setAttribute('aria-current', 'location');
    };
    addEventListener('scroll', mark, { passive: true });
    mark();
  };

  // Copying an address or the Markdown of a section
  const addButtons = () => {
    const address = $('article')?.dataset.address;
    if (address === undefined || !isServed || !navigator.clipboard) return;
    for (const heading of document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6)[id]')) {
      const own = `${address}#${heading.id}`;
      const add = (name, read) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'copy';
        button.textContent = name;
        button.addEventListener('click', async () => {
          try {
            await navigator.clipboard.writeText(await read());
            announce(`${name}: done.`);
          } catch {
            announce(`${name}: not possible.`);
          }
        });
        heading.append(button);
      };
      add('Copy address', async () => own);
      add('Copy Markdown', async () => {
        const url = `/api/section?address=${encodeURIComponent(own)}`;
        return (await fetch(url, { headers: { accept: 'text/markdown' } })).text();
      });
    }
  };

  // Changes: the page is replaced where the reader is.
  const follow = () => {
    let last;
    new EventSource('/events').addEventListener('message', async ({ data }) => {
      const isFirst = last === undefined;
      if (data === last) return;
      last = data;
      if (isFirst || document.activeElement === field) return;
      const page = parse(await (await fetch(location.href)).text());
      const main = page.querySelector('main');
      const before = document.createElement('div');
      before.innerHTML = $('main').innerHTML;
      for (const button of before.querySelectorAll('.copy')) button.remove();
      for (const link of before.querySelectorAll('[aria-current]')) link.removeAttribute('aria-current');
      if (!main || main.innerHTML === before.innerHTML) return;
      const top = scrollY;
      $('main').replaceChildren(...main.childNodes);
      document.title = page.title;
      scrollTo(0, top);
      addButtons();
      watch();
      announce('The note has changed.');
    });
  };

  watch();
  addButtons();
  if (isServed) follow();
})();
