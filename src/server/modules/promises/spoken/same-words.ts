/** Whether two quotes are the same sentence; an editor's spaces and line breaks do not count. */
export function sameWords(one: string, other: string): boolean {
  const plain = (words: string) =>
    words
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase();
  const [first, second] = [plain(one), plain(other)];
  return (
    first === second || (first.length > 8 && second.length > 8 && (first.includes(second) || second.includes(first)))
  );
}
