import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../domain/languages.ts';
import type { Bound } from './fields.ts';

interface Props {
  label: string;
  /** From `useFields().bind('language')`: the value is the code. */
  bound: Bound;
  /** What stands for no choice; without it one has to be made. */
  none?: string;
}

/** Languages that people write in most (ISO 639), regions apart where they write otherwise. */
const spoken =
  'af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lb lo lt lv mk ml mn mr ms mt my nb ne nl pa pl ps pt pt-BR ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh-Hant zu'.split(
    ' ',
  );

/** A language by its name, ours first; a first letter jumps to it. What was noted elsewhere under a rarer code stays. */
export function LanguageField({ label, bound, none }: Props) {
  const { i18n } = useTranslation();
  const named = useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
    const nameOf = (code: string) => {
      try {
        return names.of(code) ?? code;
      } catch {
        return code;
      }
    };
    const of = (codes: readonly string[]) =>
      codes
        .map((code) => ({ code, name: capital(nameOf(code), i18n.language) }))
        .toSorted((one, other) => one.name.localeCompare(other.name, i18n.language));
    const known: readonly string[] = languages;
    const others = spoken.filter((code) => !known.includes(code));
    const rare = bound.value === '' || known.includes(bound.value) || others.includes(bound.value) ? [] : [bound.value];
    return { ours: of(known), others: of([...others, ...rare]) };
  }, [i18n.language, bound.value]);
  return (
    <Picker label={label} bound={bound} none={none}>
      {named.ours.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
      <hr />
      {named.others.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Picker>
  );
}

/** A time zone by its city, under its part of the world, with what the clock shows there now against universal time. */
export function ZoneField({ label, bound, none }: Props) {
  const groups = useMemo(() => zonesOf(bound.value), [bound.value]);
  return (
    <Picker label={label} bound={bound} none={none}>
      {groups.map(([part, zones]) => (
        <optgroup key={part} label={part}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {cityOf(zone)} {offsetOf(zone)}
            </option>
          ))}
        </optgroup>
      ))}
    </Picker>
  );
}

function Picker({ label, bound, none, children }: Props & { children: React.ReactNode }) {
  const { name, value, onChange, error } = bound;
  return (
    <label>
      <span className="label">{label}</span>
      <select
        className="choose"
        name={name}
        value={value}
        onChange={onChange}
        required={none === undefined}
        aria-invalid={error !== undefined}
      >
        {(none !== undefined || value === '') && <option value="">{none ?? ''}</option>}
        {children}
      </select>
      {error !== undefined && (
        <span role="alert" className="block xs strong">
          {error}
        </span>
      )}
    </label>
  );
}

/** All zones that this browser knows by their part of the world, with one that it does not know but is chosen. */
export function zonesOf(chosen: string): [string, string[]][] {
  const known = Intl.supportedValuesOf('timeZone');
  const all = [...new Set([...known, 'UTC', ...(chosen === '' ? [] : [chosen])])].toSorted();
  return [...Map.groupBy(all, (zone) => (zone.includes('/') ? (zone.split('/')[0] ?? '') : 'UTC'))];
}

function cityOf(zone: string): string {
  return (zone.split('/').slice(1).join(', ') || zone).replaceAll('_', ' ');
}

const offsets = new Map<string, string>();

/** "GMT+2"; nothing for a zone that this browser does not know. */
function offsetOf(zone: string): string {
  const kept = offsets.get(zone);
  if (kept !== undefined) return kept;
  let words = '';
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts();
    words = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  } catch {
    // the server is the judge of zones that are unknown here
  }
  offsets.set(zone, words);
  return words;
}

/** Some languages write their names small; in a list they begin alike. */
function capital(name: string, language: string): string {
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
