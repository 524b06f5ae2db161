/** What a language model writes around the answer it was asked for is taken off: thinking aloud, fences, a sentence before or after. */

const longest = 100_000;

/** The JSON value in what a model wrote; undefined when there is none. Nothing in it is believed before a schema has looked at it. */
export function jsonIn(content: string): unknown {
  const text = content.slice(0, longest).replace(/^[\s\S]*<\/think(?:ing)?>/iu, '');
  const [first, last] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (first === -1 || last < first) return undefined;
  try {
    return JSON.parse(text.slice(first, last + 1)) as unknown;
  } catch {
    return undefined;
  }
}
