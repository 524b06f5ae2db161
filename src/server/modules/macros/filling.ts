import type { Template } from 'liquidjs';
import type { Rendered } from '../../../contract/cases-macros.ts';
import { placeholders, type Placeholder } from '../../../domain/cases/macros.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { boundedLiquid } from '../../liquid.ts';
import { sanitiseHtml } from '../../mail/sanitising.ts';

/** The value of every placeholder on a case; undefined where the case has none. */
export type Values = Readonly<Record<Placeholder, string | undefined>>;

/** Text in which every value is escaped; its tags decide, and nothing loops, includes, assigns or reads. */
const engine = boundedLiquid(
  {
    tags: ['if', 'unless', 'case', 'comment', 'raw'],
    filters: ['default', 'upcase', 'downcase', 'capitalize', 'truncate', 'strip', 'escape', 'append', 'prepend'],
    escape: true,
  },
  { parse: 120_000, render: 200, memory: 2_000_000 },
);

/** What is wrong with a text: it cannot be read, or it names placeholders that nobody knows. Empty when all is well. */
export function problemsOf(html: string): Rendered['problems'] {
  return read(html).problems;
}

/**
 * Fills the placeholders of a text. One that nobody knows, or that has no value on this case, stays visible in brackets and is named
 * among the problems; it never becomes an empty place that a customer would stumble over. With `default` it has a value.
 */
export function fill(html: string, values: Values): Rendered {
  const { templates, problems, names } = read(html);
  if (templates === undefined) return { html: sanitiseHtml(html).html, problems };
  // without a prototype: a placeholder may be called whatever its author likes
  const scope = Object.create(null) as Record<string, Record<string, string>>;
  for (const [name, value] of Object.entries(values)) {
    const [thing = '', part = ''] = name.split('.');
    scope[thing] ??= Object.create(null) as Record<string, string>;
    if (value !== undefined && value !== '') scope[thing][part] = value;
  }
  const missing = names.filter(
    (name) => Object.hasOwn(placeholders, name) && !values[name as Placeholder] && !hasDefault(html, name),
  );
  for (const name of [...missing, ...problems.map((one) => one.placeholder)]) {
    const [thing = '', part = ''] = name.split('.');
    if (part === '') continue;
    scope[thing] ??= Object.create(null) as Record<string, string>;
    scope[thing][part] = `[${name}]`;
  }
  try {
    const drawn = String(engine.renderSync(templates, scope));
    return {
      html: sanitiseHtml(drawn).html,
      problems: [
        ...problems,
        ...missing.map((placeholder) => ({ placeholder, detail: `This case has no ${placeholder}.` })),
      ],
    };
  } catch (error) {
    return { html: sanitiseHtml(html).html, problems: [...problems, { placeholder: '', detail: wordsOf(error) }] };
  }
}

/** Refuses a text whose placeholders nobody knows, naming them. */
export function refuseUnknown(html: string, field: string): void {
  const [first] = problemsOf(html);
  if (first !== undefined) throw new Refusal('invalid', 'placeholder-unknown', first.detail, { field });
}

function read(html: string): { templates: Template[] | undefined; names: string[]; problems: Rendered['problems'] } {
  try {
    // an editor writes quotes as &quot; inside of text
    const templates = engine.parse(unescaped(html));
    const names = [...new Set(engine.fullVariablesSync(templates))];
    const problems = names
      .filter((name) => !Object.hasOwn(placeholders, name))
      .map((placeholder) => ({ placeholder, detail: `Nobody knows {{ ${placeholder} }}.` }));
    return { templates, names, problems };
  } catch (error) {
    return { templates: undefined, names: [], problems: [{ placeholder: '', detail: wordsOf(error) }] };
  }
}

/** The text with every place in plain letters: an editor makes links of what looks like an address inside of it. */
export function plainPlaces(html: string): string {
  return html.replaceAll(/\{\{.*?\}\}|\{%.*?%\}/gs, (inside) => inside.replaceAll(/<[^>]*>/g, ''));
}

function unescaped(html: string): string {
  return html.replaceAll(/\{\{.*?\}\}|\{%.*?%\}/gs, (inside) =>
    inside
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&nbsp;', ' ')
      .replaceAll('&gt;', '>')
      .replaceAll('&lt;', '<'),
  );
}

function hasDefault(html: string, name: string): boolean {
  const inside = [...html.matchAll(/\{\{(.*?)\}\}/gs)].filter(([, words]) => words?.trim().startsWith(name) === true);
  const asked = new RegExp(`\\{%-?\\s*(?:if|unless|elsif|case)[^%]*${name.replaceAll('.', '\\.')}`).test(html);
  return asked || (inside.length > 0 && inside.every(([, words]) => words?.includes('default') === true));
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 300) : 'The text cannot be read.';
}
