/** What Enter and the other keys do in `pick`, in the list here and in fzf. */
export const pickActions = { enter: 'show', 'ctrl-e': 'edit', 'ctrl-o': 'open', 'ctrl-y': 'copy' } as const;

export type PickAction = (typeof pickActions)[keyof typeof pickActions];

export const pickHint = 'Enter shows, Ctrl-E edits, Ctrl-O opens a link, Ctrl-Y copies';

/** Returns the sequence that copies a text (OSC 52): https://invisible-island.net/xterm/ctlseqs/ctlseqs.html */
export function copySequence(text: string): string {
  return `\u001b]52;c;${Buffer.from(text).toString('base64')}\u001b\\`;
}
