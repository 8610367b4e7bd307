/**
 * Placeholders such as `<branch>` and parameters of types such as `Vec<T>`: inlines that CommonMark reads as HTML, with a
 * name that no element has, without attributes, and without a closing tag. They are text, so that a reader
 * sees them.
 */

/** The elements of HTML, with obsolete ones, and those of SVG and MathML that occur without attributes. */
const elements = new Set(
  (
    'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br ' +
    'button canvas caption center cite code col colgroup content data datalist dd del details dfn dialog dir div dl dt em ' +
    'embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i ' +
    'iframe image img input ins kbd keygen label legend li link main map mark marquee math menu menuitem meta meter nav ' +
    'nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rbc rp rt ' +
    'rtc ruby s samp script search section select shadow slot small source spacer span strike strong style sub summary sup ' +
    'svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp ' +
    'circle defs desc ellipse g line path polygon polyline rect text tspan use ' +
    'annotation maction mi mn mo mfrac mover mpadded mrow ms mspace msqrt mroot mstyle msub msubsup msup mtable mtd mtext ' +
    'mtr munder munderover semantics'
  ).split(' '),
);

const longestName = 40;

/** Returns the name, in lower case, of an inline of HTML that may be a placeholder. */
export function readPlaceholder(text: string, from: number, to: number): string | undefined {
  if (to - from > longestName + 2) return undefined;
  const name = text.slice(from + 1, to - 1).toLowerCase();
  return /^[a-z][\da-z-]*$/.test(name) && !elements.has(name) ? name : undefined;
}

/** Returns the names of the closing tags in a text, in lower case: `<note>…</note>` is no placeholder. */
export function findClosedNames(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/<\/([a-z][\da-z-]*)/gi), ([, name = '']) => name.toLowerCase()));
}
