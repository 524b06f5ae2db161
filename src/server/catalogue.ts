import { readFileSync } from 'node:fs';
import { type Language, languageOfTag } from '../domain/languages.ts';
import type { Say } from '../figures/told.ts';

interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

const loaded = new Map<string, Catalogue>();

/** The language of ours that is closest to a wished one, by its base language (de-AT is de); English when there is none. */
export function closestLanguage(wished: string | null | undefined): Language {
  return languageOfTag(wished) ?? 'en';
}

/**
 * A sentence for people, from src/catalogue/<language>/<namespace>.json.
 * @param key dotted path, e.g. `ask.subject`
 * @param values what stands in `{{name}}` places
 * @throws when not even English has it: a mistake of ours, not of whoever reads
 */
export function say(
  language: string | null | undefined,
  namespace: string,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text = find(closestLanguage(language), namespace, key) ?? find('en', namespace, key);
  if (text === undefined) throw new Error(`The catalogue has no ${namespace}:${key}.`);
  return fill(text, values);
}

/**
 * Speaks a language as the screens do: keys are `namespace:path`, `count` chooses the plural and `context` the variant
 * (as i18next names them: `key_context_one`). English stands in, in its own plural, for what the language lacks.
 */
export function speakerOf(wished: string | null | undefined): Say {
  const languages = [...new Set([closestLanguage(wished), 'en' as const])];
  return (key, values = {}) => {
    const [namespace = '', path = ''] = key.split(':');
    for (const language of languages)
      for (const variant of variantsOf(path, language, values)) {
        const text = find(language, namespace, variant);
        if (text !== undefined) return fill(text, values);
      }
    throw new Error(`The catalogue has no ${key}.`);
  };
}

function variantsOf(path: string, language: Language, { count, context }: Readonly<Record<string, unknown>>): string[] {
  const bases = [...(typeof context === 'string' ? [`${path}_${context}`] : []), path];
  if (typeof count !== 'number') return bases;
  const plural = new Intl.PluralRules(language).select(count);
  return bases.flatMap((base) => [`${base}_${plural}`, `${base}_other`, base]);
}

function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{\{\s*([A-Za-z]+)\s*\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function find(language: Language, namespace: string, key: string): string | undefined {
  let here: string | Catalogue | undefined = catalogueOf(language, namespace);
  for (const step of key.split('.')) here = typeof here === 'object' ? here[step] : undefined;
  return typeof here === 'string' && here !== '' ? here : undefined;
}

function catalogueOf(language: Language, namespace: string): Catalogue {
  const file = `${language}/${namespace}.json`;
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const catalogue = read(new URL(`../catalogue/${file}`, import.meta.url));
  loaded.set(file, catalogue);
  return catalogue;
}

/** A language may lack a whole namespace; a broken file is an error that must be seen. */
function read(file: URL): Catalogue {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Catalogue;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
