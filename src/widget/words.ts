/** The widget's catalogue: one file per language, fetched with the panel. */
const catalogues = import.meta.glob<Record<string, string>>('../catalogue/*/widget.json', { import: 'default' });

/** A word by key, with what stands in `{{name}}` places; `key_one` where `count` is one. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

export async function fetchWords(language: string): Promise<Say> {
  const [english, own] = await Promise.all([
    catalogues['../catalogue/en/widget.json']!(),
    (catalogues[`../catalogue/${language}/widget.json`] ?? catalogues['../catalogue/en/widget.json']!)(),
  ]);
  return (key, values = {}) => {
    const name = values['count'] === 1 && own[`${key}_one`] !== undefined ? `${key}_one` : key;
    const text = own[name] ?? english[name] ?? key;
    return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, place: string) => String(values[place] ?? whole));
  };
}
