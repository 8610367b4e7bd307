/** What a route gets and returns. */
import type { Library } from '../library/library.ts';

/** Where the answers come from. */
export interface LibrarySource {
  /** Answers a question from a consistent view of the library. The state differs if a note differs. */
  readonly use: <Answer>(answer: (library: Library, state: string) => Promise<Answer>) => Promise<Answer>;
}

export interface HandlerOptions {
  readonly source: LibrarySource;
  /** The name of the site. */
  readonly title: string;
  readonly version: string;
  /** Whether pages show images from other sites. */
  readonly hasRemoteImages: boolean;
  /** Runs code that may take long, for at most some milliseconds. @returns undefined if it takes longer */
  readonly runWithTimeLimit: <Result>(milliseconds: number, run: () => Result) => Result | undefined;
}

/** What a route computes its answer from. */
export interface RouteContext {
  readonly library: Library;
  readonly request: Request;
  readonly url: URL;
  readonly options: HandlerOptions;
}

export interface Body {
  readonly type: string;
  readonly content: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns the answer; undefined if the address names nothing. */
export type Route = (context: RouteContext) => Promise<Body | undefined>;

/** The media types of answers. */
export const types = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
} as const;
