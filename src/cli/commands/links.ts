import { Option } from 'commander';
import type { LinkKind } from '../../core/note.ts';
import { linkKinds } from '../../core/note.ts';
import type { Command } from '../command-line/command.ts';
import { addQuery } from '../command-line/options.ts';
import type { Session } from '../session.ts';

interface LinksOptions {
  readonly images?: boolean;
  readonly kind?: LinkKind;
  readonly domain?: string;
  readonly unique?: boolean;
}

/** `readings links`: the resources. */
export function defineLinks(program: Command, session: Session): void {
  addQuery(
    program
      .command('links')
      .argument('[query...]', 'a note or heading; without one, the library')
      .description('Print the links of a section or of the library, under the headings they stand under.'),
  )
    .option('--images', 'with images')
    .addOption(new Option('--kind <kind>', 'only links to something of a kind').choices(linkKinds))
    .option('--domain <host>', 'only links to a host or its subdomains')
    .option('--unique', 'each link once, with a count: scheme, default port, trailing slash and tracking do not matter')
    .withExamples('readings links serverless', 'readings links videos --format urls')
    .action(async (words: string[], options: LinksOptions, command: Command) => {
      const { ask } = await import('../answering/ask.ts');
      const { selectWithin: within } = await import('../../library/resolve-query.ts');
      const { selectLinks } = await import('../../core/select-links.ts');
      const query = words.length > 0 ? words.join(' ') : undefined;
      const narrowedBy = [
        ...(options.kind === undefined ? [] : [`--kind ${options.kind}`]),
        ...(options.domain === undefined ? [] : [`--domain ${options.domain}`]),
      ];
      await ask(session, command, 'links', { query, takes: 'equals', narrowedBy }, async ({ library, targets }) =>
        selectLinks(within(targets, await library.loadLinkExtractor()), options),
      );
    });
}
