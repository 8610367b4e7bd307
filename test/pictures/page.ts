/** A picture of a note as a web page, in light and dark. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { folder } from './pictures.ts';

const project = resolve(import.meta.dirname, '../..');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** @returns the files that were written; none without Chromium */
export async function writePagePictures(): Promise<string[]> {
  if (!existsSync(executablePath)) return [];
  const launcher = join(project, 'bin/readings.js');
  const server = spawn(process.execPath, [launcher, 'serve', '-L', join(project, 'notes'), '--port', '0']);
  const address: string = await new Promise((done) => {
    server.stdout.once('data', (line) => done(String(line).trim()));
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const files: string[] = [];
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 1000, height: 640 } });
      await page.goto(new URL('trees.html#balance', address).href);
      await page.locator('.outline [aria-current]').waitFor();
      const path = join(folder, `page-${colorScheme}.png`);
      await page.screenshot({ path });
      files.push(path);
    }
  } finally {
    await browser.close();
    server.kill();
  }
  return files;
}
