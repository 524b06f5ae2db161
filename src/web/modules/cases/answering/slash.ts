/** What stands after `/` directly before the caret, when the slash begins a word; undefined when nothing does. */
export function slashWord(before: string): string | undefined {
  return /(?:^|\s)\/([\p{L}\p{N}-]{0,30})$/u.exec(before)?.[1];
}

/**
 * The text with `/word` replaced by what was picked: a paragraph that holds nothing else becomes the snippet, otherwise its paragraphs
 * follow the one in which the slash stands.
 */
export function withSnippet(html: string, word: string, snippet: string): string {
  const typed = `/${word}`;
  const at = html.lastIndexOf(typed);
  if (at < 0) return `${html}${snippet}`;
  const whole = `<p>${typed}</p>`;
  if (html.slice(at - 3, at + typed.length + 4) === whole)
    return `${html.slice(0, at - 3)}${snippet}${html.slice(at + typed.length + 4)}`;
  const rest = html.slice(at + typed.length);
  const end = rest.indexOf('</p>');
  const cut = end < 0 ? rest.length : end + 4;
  return `${html.slice(0, at).trimEnd()}${rest.slice(0, cut)}${snippet}${rest.slice(cut)}`;
}
