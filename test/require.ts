/** What the bundle resolves when it is built, a script that runs the source has to be told: import this first. */
import { createRequire } from 'node:module';

globalThis.require = createRequire(import.meta.url);
