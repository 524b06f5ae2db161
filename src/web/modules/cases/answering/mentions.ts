interface Colleague {
  readonly id: string;
  readonly name: string;
}

/**
 * The colleagues who are called by `@Full Name` in a note, or by `@First` where only one is called so; capitals and markup do not
 * matter.
 */
export function mentioned(html: string, colleagues: readonly Colleague[]): string[] {
  const text = `${html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .toLowerCase()} `;
  const said = (name: string) => {
    for (let at = text.indexOf(`@${name}`); at >= 0; at = text.indexOf(`@${name}`, at + 1))
      if (!/[\p{L}\p{N}]$/u.test(text.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(text.slice(at + 1 + name.length)))
        return true;
    return false;
  };
  const full = colleagues.filter(({ name }) => said(name.toLowerCase()));
  const byFirst = colleagues.filter((one) => {
    const first = firstOf(one.name);
    return (
      !full.includes(one) &&
      colleagues.every((other) => other === one || firstOf(other.name) !== first) &&
      said(first) &&
      // `@Maja Berg` is no call for another Maja
      !full.some(({ name }) => firstOf(name) === first)
    );
  });
  return [...full, ...byFirst].map(({ id }) => id);
}

/** What stands after `@` directly before the caret, when it begins a word; undefined when nothing does. */
export function mentionWord(before: string): string | undefined {
  return /(?:^|[\s(])@([\p{L}\p{N}.'’-]{0,30})$/u.exec(before)?.[1];
}

/** Whether a word of the name begins like what was typed. */
export function calledBy(name: string, word: string): boolean {
  const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain(name)
    .split(/\s+/)
    .some((part) => part.startsWith(plain(word)));
}

/** The text with the last `@word` replaced by the whole name. */
export function withMention(html: string, word: string, name: string): string {
  const typed = `@${word}`;
  const at = html.lastIndexOf(typed);
  const safe = name.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '');
  return at < 0 ? html : `${html.slice(0, at)}@${safe}&nbsp;${html.slice(at + typed.length)}`;
}

function firstOf(name: string): string {
  return name.trim().toLowerCase().split(/\s+/)[0] ?? '';
}
