import type { Answers } from '../../render/answers.ts';
import { selectShownBlocks } from '../../render/shown-blocks.ts';
import type { Body, RouteContext } from '../route.ts';
import { types } from '../route.ts';
import { renderPage } from './layout.ts';
import { renderBlocks } from './note-content.ts';
import { createServedSite, describeSection } from './site.ts';

/** Renders one section as a page. */
export async function renderSectionPage({ library, options }: RouteContext, section: Answers['show']): Promise<Body> {
  const site = createServedSite(options.title, options.hasRemoteImages);
  const { note } = section;
  const content = await renderBlocks(note, selectShownBlocks(section), library, site, options);
  const page = { title: describeSection(note, section.section), main: `<article>\n${content}</article>\n` };
  return { type: types.html, content: renderPage(page, site) };
}
