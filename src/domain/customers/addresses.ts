/**
 * Providers that give addresses to anybody: their domain says nothing about where a person belongs. The big ones of many
 * countries; for families of national domains (yahoo.fr, hotmail.co.uk) the first label decides.
 */
const freeDomains = new Set(
  `gmail.com googlemail.com icloud.com me.com mac.com aol.com protonmail.com proton.me pm.me gmx.de gmx.net gmx.at gmx.ch gmx.com web.de
  freenet.de t-online.de arcor.de mail.de posteo.de mailbox.org online.de vodafone.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr
  bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it terra.es telefonica.net uol.com.br bol.com.br terra.com.br ig.com.br sapo.pt
  mail.ru inbox.ru list.ru bk.ru yandex.ru yandex.com rambler.ru ukr.net wp.pl onet.pl o2.pl interia.pl seznam.cz centrum.cz email.cz
  qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net rediffmail.com comcast.net verizon.net att.net sbcglobal.net cox.net
  btinternet.com sky.com ntlworld.com virginmedia.com talktalk.net bluewin.ch hispeed.ch telenet.be skynet.be ziggo.nl kpnmail.nl
  planet.nl home.nl xs4all.nl zoho.com fastmail.com hey.com tutanota.com tuta.io mail.com email.com duck.com`
    .split(/\s+/)
    .filter((domain) => domain !== ''),
);
const freeFamilies = new Set(['yahoo', 'ymail', 'rocketmail', 'hotmail', 'outlook', 'live', 'msn', 'windowslive']);

/** The domain that says which organisation an address belongs to; null for free mail and for what is no address. */
export function organisationDomain(address: string): string | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (!address.includes('@') || !domain.includes('.')) return null;
  return freeDomains.has(domain) || freeFamilies.has(domain.split('.')[0] ?? '') ? null : domain;
}

/** An address as it is compared: trimmed, lower case, without angle brackets. */
export function normaliseAddress(address: string): string {
  return address.trim().replace(/^<|>$/g, '').toLowerCase();
}

/** A phone number as it is compared: digits, with a plus in front when it is international. */
export function normalisePhone(phone: string): string {
  const international = /^\s*(?:\+|00)/.test(phone);
  const digits = phone.replaceAll(/\D/g, '').replace(international ? /^00/ : /^$/, '');
  return international ? `+${digits}` : digits;
}

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
