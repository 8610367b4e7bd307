/** Writes the README's pictures: `npm run pictures`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePagePictures } from './page.ts';
import { folder, picture, pictures } from './pictures.ts';

mkdirSync(folder, { recursive: true });
for (const name of Object.keys(pictures) as (keyof typeof pictures)[]) {
  const file = join(folder, `${name}.svg`);
  writeFileSync(file, await picture(name));
  console.log(file);
}
for (const file of await writePagePictures()) console.log(file);
