import { expect, test } from 'vitest';
import { dialledRegion, normalisePhone, organisationDomain, personName } from './addresses.ts';

test.each([
  ['Renate Vogel', 'renate@vogel.example', 'Renate Vogel'],
  ['"Smith, John"', 'john@x.example', 'John Smith'],
  ['Vogel GmbH & Co., Einkauf', 'x@vogel.example', 'Vogel GmbH & Co., Einkauf'],
  ['', 'john.smith+shop@x.example', 'John Smith'],
  ['john@x.example', 'john@x.example', 'John'],
  [null, '12345@x.example', '12345@x.example'],
])('%s <%s> is called %s', (given, address, name) => {
  expect(personName(given, address)).toBe(name);
});

test.each([
  ['a@vogel.example', 'vogel.example'],
  ['a@GMail.com', null],
  ['a@yahoo.co.uk', null],
  ['nobody', null],
  ['a@live.vogel.example', 'live.vogel.example'],
  ['a@outlook.vogel.co.uk', 'outlook.vogel.co.uk'],
])('%s belongs to the organisation of %s', (address, domain) => {
  expect(organisationDomain(address)).toBe(domain);
});

test.each(
  `gmail.com googlemail.com gmx.de gmx.net gmx.at web.de freenet.de t-online.de posteo.de outlook.com outlook.de hotmail.com hotmail.fr
  hotmail.co.uk live.com live.nl msn.com yahoo.com yahoo.fr yahoo.com.br ymail.com icloud.com me.com proton.me protonmail.com orange.fr
  free.fr laposte.net wanadoo.fr sfr.fr libero.it tiscali.it virgilio.it terra.es telefonica.net sapo.pt uol.com.br aol.com aol.de
  btinternet.com comcast.net ziggo.nl telenet.be bluewin.ch wp.pl seznam.cz mail.ru yandex.ru qq.com naver.com fastmail.com zoho.eu
  mail.example`.split(/\s+/),
)('nobody belongs to an organisation because of %s', (domain) => {
  expect(organisationDomain(`Anna@${domain.toUpperCase()}`)).toBe(null);
});

test('a number is the same however it is written', () => {
  expect(normalisePhone('+44 (20) 7946-0000')).toBe('+442079460000');
  expect(normalisePhone('0044 20 79460000')).toBe('+442079460000');
  expect(normalisePhone('020 7946 0000')).toBe('02079460000');
});

test('a number without its country belongs to the country of the company', () => {
  const germany = dialledRegion('Europe/Berlin', 'de');
  expect(normalisePhone('030 901820', germany)).toBe('+4930901820');
  expect(normalisePhone('(0)30 / 90 18 20', germany)).toBe('+4930901820');
  expect(normalisePhone('+44 20 7946 0000 ext. 12', germany)).toBe('+442079460000');
  expect(normalisePhone('12', germany)).toBe('12');
  expect(dialledRegion('America/New_York', 'en')).toBe('US');
});
