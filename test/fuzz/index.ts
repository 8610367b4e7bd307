/** Tries inputs made at random: `npm run fuzz -- --minutes 30` the scanner, with `--program` the whole program. */
import '../require.ts';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    program: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (values.program) await (await import('./program.ts')).fuzzProgram(minutes, seed);
else (await import('./scanner.ts')).fuzzScanner(minutes, seed);
