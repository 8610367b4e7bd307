/** The pages in Chromium: reading, search, the keyboard, changes, a static site, accessibility and hostile notes. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { payloads } from './payloads.ts';

const project = resolve(import.meta.dirname, '../..');
const launcher = join(project, 'bin/readings.js');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const isHere = existsSync(executablePath);
const axe = readFileSync(join(project, 'node_modules/axe-core/axe.min.js'), 'utf8');

interface PageState {
  readonly articles: number;
  /** Whether what follows the payload is still in the article. */
  readonly isInside: boolean;
  readonly scripts: readonly string[];
  readonly attributes: readonly string[];
  readonly protocols: readonly string[];
}

/** Runs in the page. */
const readState = `({
  articles: document.querySelectorAll('article').length,
  isInside: document.querySelector('article').textContent.includes('End of note'),
  scripts: [...document.scripts].map(({ src }) => new URL(src).pathname),
  attributes: [...document.querySelectorAll('article *')].flatMap((element) =>
    element.getAttributeNames().filter((name) => /^on|^style$|^srcdoc$|^ping$|^target$/.test(name)),
  ),
  protocols: [...document.querySelectorAll('article a')].map((link) => link.protocol),
})`;

describe.skipIf(!isHere)(isHere ? 'in Chromium' : 'in Chromium (it is not at hand; CHROMIUM names it)', () => {
  let folder: string;
  let library: string;
  let browser: Browser;
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'readings-'));
    library = join(folder, 'library');
    cpSync(join(project, 'notes'), library, { recursive: true });
    mkdirSync(join(library, 'more'));
    writeFileSync(
      join(library, 'more/messy.md'),
      `# Messy\n\n> [!NOTE]\n> Text.\n\n| a | b |\n| - | - |\n| ${'wide '.repeat(40)} | c |\n\n\`\`\`js\nconst a = "${'long'.repeat(60)}";\n\`\`\`\n\n- [x] done\n- [ ] open\n\nA note[^1].\n\n## Part\n\nSee [[trees]].\n\n[^1]: Below.\n`,
    );
    server = spawn(process.execPath, [launcher, 'serve', '-L', library, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, READINGS_CACHE_DIR: join(folder, 'cache') },
    });
    address = await new Promise((done) => {
      server.stdout?.once('data', (line) => done(String(line).trim()));
    });
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser?.close();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  let problems: string[];
  beforeEach(() => {
    problems = [];
  });

  async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context: BrowserContext = await browser.newContext(options);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(new URL(path, address).href);
    return page;
  }

  const status = (page: Page) => page.locator('#status');

  it('finds sections as one types, with arrow keys, Enter and Back', async () => {
    const page = await open('serverless.html');
    await page.keyboard.press('/');
    await page.keyboard.type('preorder');
    await page.waitForSelector('#suggestions .hits');
    await expect.poll(() => status(page).textContent()).toMatch(/^\d+ results?$/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/trees\.html#/);
    await page.goBack();
    await page.waitForURL(/serverless\.html$/);
    await page.keyboard.press('/');
    await page.keyboard.type('cold');
    await page.waitForSelector('#suggestions .hits');
    await page.keyboard.press('Escape');
    expect(await page.locator('#suggestions').isHidden()).toBe(true);
    expect(problems).toEqual([]);
  });

  it('keeps the words of a search in its address', async () => {
    const page = await open('search?q=cold');
    expect(await page.locator('.hits li').count()).toBeGreaterThan(0);
    await page.locator('#q').fill('preorder');
    await page.waitForURL(/\?q=preorder$/);
    expect(await page.title()).toContain('preorder');
    await page.reload();
    expect(await page.locator('#q').inputValue()).toBe('preorder');
  });

  it('works without JavaScript', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await page.locator('#q').fill('cold start');
    await page.locator('#q').press('Enter');
    await page.waitForURL(/\/search\?q=cold\+start$/);
    await page.locator('.hits a').first().click();
    await page.waitForURL(/\.html/);
    expect(await page.locator('article').textContent()).toMatch(/cold start/i);
  });

  it('shows a note that changes, where the reader is', async () => {
    const page = await open('more/messy.html', { viewport: { width: 800, height: 300 } });
    const file = join(library, 'more/messy.md');
    const before = readFileSync(file, 'utf8');
    onTestFinished(() => writeFileSync(file, before));
    await page.locator('#part').scrollIntoViewIfNeeded();
    const top = await page.evaluate<number>('scrollY');
    await expect
      .poll(
        async () => {
          writeFileSync(file, `${before}\nChanged at ${Date.now()}.\n`);
          return page.locator('article').textContent();
        },
        { timeout: 20_000, interval: 1500 },
      )
      .toContain('Changed at');
    expect(Math.abs((await page.evaluate<number>('scrollY')) - top)).toBeLessThan(50);
    expect(problems).toEqual([]);
  });

  it('marks the section that one reads in the outline', async () => {
    const page = await open('trees.html#costs', { viewport: { width: 1440, height: 500 } });
    await expect.poll(() => page.locator('.outline [aria-current]').textContent()).toBe('Costs');
  });

  const pages = [
    '/',
    'trees.html',
    'more/messy.html',
    'search?q=cold',
    'topics',
    'tags',
    'tradeoffs?q=serverless',
    'compare?topic=serverless&topic=requests',
  ];

  it.each(pages)('%s has no accessibility problem, in light and dark, and fits a phone', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [390, 1440]) {
        const page = await open(path, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        await page.addScriptTag({ content: axe });
        const violations = await page.evaluate<string[]>(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
        );
        expect(violations).toEqual([]);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      }
  });

  it('nothing in a hostile note runs, loads or leaves its place', async () => {
    const hostile = join(library, 'hostile');
    mkdirSync(hostile);
    onTestFinished(() => rmSync(hostile, { recursive: true }));
    const requests: string[] = [];
    const notes = [...payloads, payloads.join('\n\n')];
    for (const [number, payload] of notes.entries())
      writeFileSync(join(hostile, `${number}.md`), `# Hostile\n\n${payload}\n\n## After\n\nEnd of note.\n`);
    // The server looks at most once a second.
    const last = new URL(`hostile/${notes.length - 1}.html`, address).href;
    await expect.poll(async () => (await fetch(last)).status, { timeout: 20_000 }).toBe(200);
    for (const [number, payload] of notes.entries()) {
      const context = await browser.newContext();
      const page = await context.newPage();
      page.on('request', (request) => requests.push(`${request.url()} for ${payload.slice(0, 80)}`));
      page.on('console', (message) => problems.push(`${message.text()} for ${payload.slice(0, 80)}`));
      page.on('dialog', () => problems.push(`dialog for ${payload.slice(0, 80)}`));
      await page.goto(new URL(`hostile/${number}.html`, address).href);
      const state = await page.evaluate<PageState>(readState);
      expect(state.articles, payload).toBe(1);
      expect(state.isInside, payload).toBe(true);
      expect(state.scripts, payload).toEqual(['/script.js']);
      expect(state.attributes, payload).toEqual([]);
      for (const protocol of state.protocols) expect(['http:', 'https:', 'mailto:'], payload).toContain(protocol);
      await context.close();
    }
    const isOwn = (line: string) => {
      const url = new URL(line.split(' ')[0] ?? '');
      const isFile = /^\/(?:hostile\/\d+\.html|style\.css|script\.js|events)$/.test(url.pathname);
      return url.protocol === 'data:' || (url.origin === new URL(address).origin && isFile);
    };
    expect(requests.filter((line) => !isOwn(line))).toEqual([]);
    expect(problems).toEqual([]);
  }, 300_000);

  describe('a static site', () => {
    let site: string;
    beforeAll(() => {
      site = join(folder, 'site');
      const { status: exitStatus } = spawnSync(process.execPath, [launcher, 'export', site, '-L', library], {
        env: { ...process.env, READINGS_CACHE_DIR: join(folder, 'cache') },
      });
      expect(exitStatus).toBe(0);
    });

    async function tryPages(start: string): Promise<void> {
      const page = await open(start);
      await page.locator('#q').fill('cold start');
      await page.locator('#q').press('Enter');
      await page.waitForURL(/search\.html\?q=cold\+start$/);
      await page.waitForSelector('.hits a');
      await page.locator('#q').fill('preorder');
      await expect.poll(() => page.locator('.hits').textContent()).toContain('Traversals');
      await page.locator('.hits a').first().click();
      await page.waitForURL(/trees\.html#/);
      expect(problems).toEqual([]);
    }

    it('works from files', () => tryPages(`file://${site}/index.html`));

    it("works from Python's http.server", async () => {
      const python = spawn('python3', ['-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', site], {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, PYTHONUNBUFFERED: '1' },
      });
      onTestFinished(() => void python.kill());
      const line: string = await new Promise((done) => {
        python.stdout.once('data', (data) => done(String(data)));
      });
      await tryPages(`${/http:\/\/\S+?(?=[\s)])/.exec(line)?.[0]}`);
    });
  });
});
