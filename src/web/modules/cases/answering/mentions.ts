/** The colleagues who are called by `@Full Name` in a note; capitals and markup do not matter. */
export function mentioned(html: string, colleagues: readonly { id: string; name: string }[]): string[] {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .toLowerCase();
  return colleagues.filter(({ name }) => text.includes(`@${name.toLowerCase()}`)).map(({ id }) => id);
}
