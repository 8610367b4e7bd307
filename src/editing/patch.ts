/** Unified diffs of edits. */
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';

/** Lines before and after a change. */
const context = 2;
/** Lines around the changed part that are compared, so that a long note costs no more than a short one. */
const comparedLines = 20;

/**
 * Returns the unified diff of a file before and after an edit.
 * @param path the name in the headers
 */
export function createPatch(path: string, before: string, after: string): string {
  const shared = Math.min(before.length, after.length);
  let start = 0;
  while (start < shared && before[start] === after[start]) start++;
  let length = 0;
  while (length < shared - start && before[before.length - 1 - length] === after[after.length - 1 - length]) length++;
  const from = moveBack(before, start);
  const tail = before.length - moveForward(before, before.length - length);
  const patch = structuredPatch(
    path,
    path,
    before.slice(from, before.length - tail),
    after.slice(from, after.length - tail),
    undefined,
    undefined,
    { context },
  );
  const lineOffset = countLines(before, from);
  for (const hunk of patch.hunks) {
    hunk.oldStart += lineOffset;
    hunk.newStart += lineOffset;
  }
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

/** Returns the start of the line some lines before an offset. */
function moveBack(text: string, offset: number): number {
  let at = offset;
  for (let lines = 0; lines <= comparedLines && at > 0; lines++) at = text.lastIndexOf('\n', at - 1);
  return at <= 0 ? 0 : at + 1;
}

/** Returns the end of the line some lines after an offset. */
function moveForward(text: string, offset: number): number {
  let at = offset;
  for (let lines = 0; lines <= comparedLines; lines++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return at;
}

function countLines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
