/**
 * The words that mark pros, cons and when to use or avoid a thing, by language. Words are written as `foldCase` returns
 * them (lower case, no accents), without apostrophes.
 */

export type Side = 'pros' | 'cons' | 'useWhen' | 'avoidWhen';
export const sides: readonly Side[] = ['pros', 'cons', 'useWhen', 'avoidWhen'];

export type UserWords = { readonly [Name in Side]?: readonly string[] };

export interface Lexicon {
  /** Names of a side: `Pros`, `Benefits of X`, `X: drawbacks`. A trailing `*` means that the topic follows directly. */
  readonly names: Readonly<Record<Side, readonly string[]>>;
  /**
   * Templates of whole phrases. `*` is the topic, `(a|b)` one of the alternatives, `(a|b)?` one of them or nothing,
   * `...` any words.
   */
  readonly phrases: Readonly<Record<Side, readonly string[]>>;
  /** How an item of a decision record (MADR) starts: `Good, because`. */
  readonly reasons: Readonly<Record<'pros' | 'cons' | 'neutral', readonly string[]>>;
  /** How a phrase that starts with its topic may end: `Alt text is useful for`. */
  readonly endings: Readonly<Record<Side, readonly string[]>>;
  /** How a list item that says when to use or avoid a thing starts: `Useful when …`. */
  readonly advice: Readonly<Record<'useWhen' | 'avoidWhen', readonly string[]>>;
  /** The verb between the topic and the ending. */
  readonly copulas: readonly string[];
  /** Words before a name that do not affect its side: articles, adjectives, the start of a question or exercise. */
  readonly leadWords: readonly string[];
  /** Words for a quantity; before a name they announce a list. */
  readonly quantities: readonly string[];
  readonly announcementWords: readonly string[];
  /** First words of a sentence that states a condition and so announces nothing. */
  readonly conditionWords: readonly string[];
  /** Words that, followed only by a name, ask for advantages: `Why REST?`. */
  readonly whyWords: readonly string[];
  /** Negations of such a question: `Why not X?` */
  readonly negations: readonly string[];
  /** Prepositions between a name and its topic. */
  readonly topicPrepositions: readonly string[];
  /** Words that separate a name or topic from something that is not the topic: `advantages over X`. */
  readonly topicBoundaries: readonly string[];
  /** Verbs between a name and its topic in a question, and verbs that may end one: `What benefits does X have?`. */
  readonly verbs: readonly string[];
  readonly finalVerbs: readonly string[];
  /** Conjunctions between the names of two sides: `pros and cons`. */
  readonly conjunctions: readonly string[];
  /** Headings that announce both sides without naming one. */
  readonly bothSidesNames: readonly string[];
  /** First words of an exercise that ends in a full stop: `Name two benefits of X.` */
  readonly imperatives: readonly string[];
  /** Headings of sections that never contain trade-offs. */
  readonly unrelatedHeadings: readonly string[];
  /** Names that mean a side only beside the other side, or joined with another name of a side: `Benefits`, `Problems`. */
  readonly pairedNames: Readonly<Record<'pros' | 'cons', readonly string[]>>;
  /** Whether a topic may follow a name without a preposition: `Avantages débit`. */
  readonly hasDirectTopics?: boolean;
  /** What authors write if there are no points (letters only), and words that may follow: `None that I know of`. */
  readonly emptyAnswers: readonly string[];
  readonly emptyAnswerContinuations: readonly string[];
  readonly articles: readonly string[];
  /** First words of a topic that refers to what is above: `this solution`. */
  readonly demonstratives: readonly string[];
  /** The verbs after a topic in a sentence that announces a list: `The benefits of X include:`. */
  readonly predicates: readonly string[];
  /** First words of a heading that are not part of the topic it names: `What is X?`, `Introduction to X`. */
  readonly topicPrefixes: readonly string[];
  /** Headings that name no topic; what they are about is above. */
  readonly vagueHeadings: readonly string[];
}
