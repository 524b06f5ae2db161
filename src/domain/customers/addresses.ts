import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isFreeMail } from './free-mail.ts';

/** The domain that says which organisation an address belongs to; null for free mail and for what is no address. */
export function organisationDomain(address: string): string | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (!address.includes('@') || !domain.includes('.')) return null;
  return isFreeMail(domain) ? null : domain;
}

/** An address as it is compared: trimmed, lower case, without angle brackets. */
export function normaliseAddress(address: string): string {
  return address.trim().replace(/^<|>$/g, '').toLowerCase();
}

/**
 * A phone number as it is compared: E.164 (`+442079460000`) wherever it can be known which country it belongs to, else its
 * digits. Extensions are left out: they are another desk of the same house.
 * @param region ISO 3166 code of the country that numbers without one are dialled in; null when it is not known
 */
export function normalisePhone(phone: string, region: string | null = null): string {
  const given = phone.replace(/^\s*00/, '+').slice(0, 100);
  const read = parsePhoneNumberFromString(given, region === null ? {} : { defaultCountry: region as CountryCode });
  if (read?.isPossible() === true) return read.number;
  const international = /^\s*\+/.test(given);
  const digits = given.replaceAll(/\D/g, '');
  return international && digits !== '' ? `+${digits}` : digits;
}

/**
 * The country that numbers without a country code are dialled in: the one of the company's time zone, where that names one
 * (https://data.iana.org/time-zones/tzdb/zone1970.tab, the zones of larger countries), else of its language.
 */
export function dialledRegion(timeZone: string, language: string): string | null {
  const region = regionsByZone[timeZone];
  if (region !== undefined) return region;
  if (timeZone.startsWith('America/') && language.startsWith('en')) return 'US';
  if (timeZone.startsWith('Australia/')) return 'AU';
  return (
    new Map([
      ['de', 'DE'],
      ['fr', 'FR'],
      ['es', 'ES'],
      ['pt-BR', 'BR'],
      ['pt', 'PT'],
      ['it', 'IT'],
      ['nl', 'NL'],
    ]).get(language) ?? null
  );
}

const regionsByZone: Readonly<Record<string, string>> = Object.fromEntries(
  `Europe/London GB Europe/Dublin IE Europe/Berlin DE Europe/Vienna AT Europe/Zurich CH Europe/Paris FR Europe/Brussels BE
  Europe/Amsterdam NL Europe/Luxembourg LU Europe/Madrid ES Europe/Lisbon PT Europe/Rome IT Europe/Copenhagen DK Europe/Oslo NO
  Europe/Stockholm SE Europe/Helsinki FI Europe/Warsaw PL Europe/Prague CZ Europe/Budapest HU Europe/Athens GR Europe/Bucharest RO
  Europe/Sofia BG Europe/Istanbul TR Europe/Kiev UA Europe/Kyiv UA Europe/Moscow RU America/Toronto CA America/Vancouver CA
  America/Mexico_City MX America/Sao_Paulo BR America/Bogota CO America/Lima PE America/Santiago CL America/Argentina/Buenos_Aires AR
  America/Buenos_Aires AR Asia/Tokyo JP Asia/Seoul KR Asia/Shanghai CN Asia/Hong_Kong HK Asia/Singapore SG Asia/Kolkata IN
  Asia/Calcutta IN Asia/Dubai AE Asia/Jerusalem IL Asia/Manila PH Asia/Jakarta ID Asia/Bangkok TH Pacific/Auckland NZ
  Africa/Johannesburg ZA Africa/Lagos NG Africa/Nairobi KE Africa/Cairo EG`
    .split(/\s+/)
    .reduce<[string, string][]>(
      (pairs, word, at, words) => (at % 2 === 0 ? [...pairs, [word, words[at + 1]!]] : pairs),
      [],
    ),
);

/**
 * How to call a person: the name the mail gives, without quotes and in the usual order (`Smith, John` is John Smith), or one
 * made of the address (`john.smith@…` is John Smith) when the mail gives none or only repeats the address.
 */
export function personName(given: string | null | undefined, address: string): string {
  const name = (given ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^["'“„«]+|["'”“»]+$/g, '')
    .trim();
  if (name !== '' && !name.includes('@')) {
    const turned = /^([\p{L}'’-]+(?: [\p{L}'’-]+)?), ([\p{L}'’.-]+(?: [\p{L}'’.-]+){0,2})$/u.exec(name);
    return (turned === null ? name : `${turned[2]} ${turned[1]}`).slice(0, 200);
  }
  const local = (address.split('@')[0] ?? '').replace(/\+.*$/, '');
  const words = local.split(/[._-]+/).filter((word) => /\p{L}/u.test(word));
  const made = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return (made || address || 'Unknown').slice(0, 200);
}
