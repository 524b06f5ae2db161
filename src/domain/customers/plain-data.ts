/**
 * What stays of an event when the person it was about is forgotten: who did what when, so that measures and replays stay
 * right, and no word that anybody said. Identifiers, numbers, times and words of ours stay; everything else goes.
 */
const ourWords = new Set(
  `kind clock state priority channel outcome because by mailClass status source verdict type role appliesTo programme from into
  before after changed fact way level severity feeling emotion language purpose move loss confidence question`.split(
    /\s+/,
  ),
);
const identifier = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const time = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/;
const ours = /^[a-z][a-z_-]{0,39}$/;

/** Takes every free word out of a value, however deep; `key` is the name under which it stands. */
export function withoutWords(value: unknown, key = ''): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    const stays = identifier.test(value) || time.test(value) || (ourWords.has(key) && ours.test(value));
    return stays ? value : '';
  }
  if (Array.isArray(value)) {
    const kept = value.map((one) => withoutWords(one, key));
    return kept.filter((one) => one !== '');
  }
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, withoutWords(one, name)]));
  return null;
}
