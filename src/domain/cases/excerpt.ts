/** The first words of a text on one line, for lists: at most `length` characters, cut between words. */
export function excerptOf(text: string, length = 160): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().toWellFormed();
  if (line.length <= length) return line;
  const cut = line.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut).toWellFormed()}…`;
}
