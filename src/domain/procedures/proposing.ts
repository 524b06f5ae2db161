/** What a procedure is proposed by. */
export interface Triggers {
  kinds: readonly string[];
  tags: readonly string[];
  words: readonly string[];
}

/**
 * How well a procedure fits a case: 4 for each shared tag, 3 for each of its words found, 1 for the kind. 0: it does not fit.
 * A procedure that names tags or words needs one of them; its kinds, where named, must hold.
 */
export function fitOf(triggers: Triggers, found: { kind: string; tags: readonly string[]; text: string }): number {
  if (triggers.kinds.length > 0 && !triggers.kinds.includes(found.kind)) return 0;
  const tags = found.tags.map(fold);
  const shared = triggers.tags.filter((tag) => tags.includes(fold(tag))).length;
  const text = ` ${fold(found.text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const said = triggers.words.filter((word) => {
    const plain = fold(word)
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    return plain !== '' && text.includes(` ${plain}`);
  }).length;
  if (triggers.tags.length + triggers.words.length > 0 && shared + said === 0) return 0;
  return shared * 4 + said * 3 + (triggers.kinds.length > 0 ? 1 : 0);
}

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
