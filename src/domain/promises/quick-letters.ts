/**
 * Expressions whose letters are those of our five languages rather than all of Unicode: they find the same in such text and are
 * made in a tenth of the time, which the first message of a day would otherwise wait for.
 */
const letters: Readonly<Record<string, string>> = {
  '\\p{L}': 'A-Za-zÀ-ÖØ-öø-ſ',
  '\\p{Ll}': 'a-zß-öø-ÿāăąćčďđēęěğłńňőœřśšťůűųźżž',
  '\\p{Lu}': 'A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞŁŃŇŐŒŘŚŠŤŮŰŲŹŻŽ',
};

/** The same expression with the letters of our languages. */
export function quick(expression: RegExp): RegExp {
  return quickOf(expression.source, expression.flags);
}

/** An expression of `source`, in which `\p{L}`, `\p{Ll}` and `\p{Lu}` stand for the letters of our languages. */
export function quickOf(source: string, flags: string): RegExp {
  let isInClass = false;
  const made = source.replaceAll(/\\p\{L[lu]?\}|\\.|[[\]]/gu, (piece) => {
    const range = letters[piece];
    if (range !== undefined) return isInClass ? range : `[${range}]`;
    if (piece === '[') isInClass = true;
    else if (piece === ']') isInClass = false;
    return piece;
  });
  return new RegExp(made, flags);
}
