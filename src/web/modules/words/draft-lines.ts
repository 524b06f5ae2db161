/** The words of a draft as plain text, one line a block, without what is quoted. */
export function draftLines(html: string): string {
  const box = new DOMParser().parseFromString(html, 'text/html');
  for (const quote of box.querySelectorAll('blockquote')) quote.replaceWith('\n');
  for (const line of box.querySelectorAll('br')) line.replaceWith('\n');
  for (const block of box.querySelectorAll('p, div, li, h1, h2, h3, pre')) block.append('\n');
  return box.body.textContent ?? '';
}
