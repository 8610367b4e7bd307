/** The pictures of the documentation show what is printed now; `npm run pictures` writes them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, picture, pictures } from './pictures.ts';

it.each(Object.keys(pictures) as (keyof typeof pictures)[])('%s.svg', async (name) => {
  expect(await picture(name)).toBe(readFileSync(join(folder, `${name}.svg`), 'utf8'));
});
