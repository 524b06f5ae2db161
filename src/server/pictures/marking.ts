/** What stands in a picture for words that cannot be drawn in it. */
export interface PictureName {
  /** "(1)". */
  readonly mark: string;
  readonly name: string;
}

/** What can be left out without words saying anything else: pictographs with all they are joined of, and what steers how letters are set. */
const signs =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\uFE0F|\u20E3)+|\p{Cf}|\p{Cc}/gu;

/**
 * Puts a number in the place of words whose letters cannot be drawn, the same one wherever the same words stand, from the first such word
 * of a text to its last: "Доставка до двери, 5 January" becomes "(1), 5 January". A pictograph beside words is left out.
 * @param canDraw of a text: whether none of its letters would be a box
 */
export function openMarking(canDraw: (text: string) => boolean): {
  mark: (text: string) => string;
  /** The same for every text in the options of a chart, and in what its functions answer. */
  through: <T>(value: T) => T;
  names: () => PictureName[];
} {
  const marks = new Map<string, string>();
  const numbered = (words: string): string => {
    const mark = marks.get(words) ?? `(${marks.size + 1})`;
    marks.set(words, mark);
    return mark;
  };
  const mark = (text: string): string => {
    if (canDraw(text)) return text;
    const plain = withoutSigns(text, canDraw);
    const whole = plain === '' ? text : plain;
    const words = [...whole.matchAll(/\S+/g)].filter(([word]) => !canDraw(word));
    const [first, last] = [words[0], words.at(-1)];
    if (first === undefined || last === undefined) return whole;
    const to = last.index + last[0].length;
    const [, inner, after] = /^(.*?)([,.;:!?]*)$/su.exec(whole.slice(first.index, to))!;
    return `${whole.slice(0, first.index)}${numbered(inner!)}${after!}${whole.slice(to)}`;
  };
  const through = <T>(value: T): T => {
    if (typeof value === 'string') return mark(value) as T;
    if (Array.isArray(value)) return value.map(through) as T;
    if (typeof value === 'function')
      return function (this: unknown, ...given: unknown[]) {
        return through(value.apply(this, given));
      } as T;
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, through(part)])) as T;
  };
  return { mark, through, names: () => [...marks].map(([name, sign]) => ({ mark: sign, name })) };
}

function withoutSigns(text: string, canDraw: (text: string) => boolean): string {
  return text.replaceAll(signs, (sign) => (canDraw(sign) ? sign : '')).trim();
}
