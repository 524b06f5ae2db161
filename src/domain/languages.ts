/** The languages Kept speaks: of its catalogues, its word lists and its pages. English stands in for whatever another one lacks. */
export const languages = ['en', 'de', 'es', 'fr', 'pt'] as const;
export type Language = (typeof languages)[number];

/** The language of ours that a tag names (`pt-BR` → `pt`); undefined when it is none of them. */
export function languageOfTag(tag: string | null | undefined): Language | undefined {
  const base = tag?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === base);
}
