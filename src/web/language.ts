import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, languages, languageOfTag } from '../domain/languages.ts';

const catalogues = import.meta.glob<Record<string, unknown>>('../catalogue/*/*.json', { import: 'default' });

/** Starts the catalogues: each language's namespace is a file, fetched when the first word of it is needed. */
export async function startLanguages(): Promise<void> {
  await i18next
    .use({ type: 'backend', init: () => {}, read: readCatalogue } as const)
    .use(initReactI18next)
    .init({
      lng: closestLanguage(navigator.languages),
      fallbackLng: 'en',
      supportedLngs: languages,
      nonExplicitSupportedLngs: true,
      load: 'languageOnly',
      ns: ['web'],
      defaultNS: 'web',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  i18next.on('languageChanged', markDocument);
  markDocument(i18next.language);
}

/** Speaks the person's language from now on. */
export async function speak(language: string): Promise<void> {
  const wanted = closestLanguage([language]);
  if (wanted !== i18next.language) await i18next.changeLanguage(wanted);
}

/** The first of the wished languages that there is a catalogue for, by its base language (de-AT is de); else English. */
export function closestLanguage(wished: readonly string[]): Language {
  for (const wish of wished) {
    const found = languageOfTag(wish);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** A namespace that a language lacks is empty, so that English stands in for it. */
async function readCatalogue(language: string, namespace: string): Promise<Record<string, unknown>> {
  return (await catalogues[`../catalogue/${language}/${namespace}.json`]?.()) ?? {};
}

function markDocument(language: string) {
  document.documentElement.lang = language;
}
