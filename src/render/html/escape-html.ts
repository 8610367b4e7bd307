const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\0': '\uFFFD',
};

/** Escapes a text for use in HTML, also as the value of an attribute in quotation marks. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\0]/g, (char) => entities[char] ?? char);
}
