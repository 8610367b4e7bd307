/** commander's command, with examples that its help and its manual show. */
import { Command as Plain } from 'commander';

export class Command extends Plain {
  #examples: readonly string[] = [];

  override createCommand(name?: string): Command {
    return new Command(name);
  }

  get examples(): readonly string[] {
    return this.#examples;
  }

  /** @param lines command lines that work over the bundled notes */
  withExamples(...lines: string[]): this {
    this.#examples = lines;
    return this.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`);
  }
}
