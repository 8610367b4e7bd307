/** Removes the C++ headers of the pinned Node.js, 60 MB that nothing here uses. Run by `npm ci`. */
import { globSync, rmSync } from 'node:fs';

for (const folder of globSync('node_modules/node/node_modules/*/include'))
  rmSync(folder, { recursive: true, force: true });
