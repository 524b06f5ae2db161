import { Type, type Static } from 'typebox';
import { languages } from '../domain/languages.ts';
import { route } from './route.ts';
import { Line, OneOf } from './shapes.ts';

/** What the company says of itself. */
export const Company = Type.Object({
  name: Type.String(),
  timeZone: Type.String(),
  language: Type.String(),
  currency: Type.String(),
});
export type Company = Static<typeof Company>;

/**
 * What was noted before stays as it was: sums keep the currency they were noted in, calendars and colleagues their own time
 * zones, what was written its language.
 */
export const changeCompany = route({
  method: 'PATCH',
  path: '/company',
  access: 'settings.manage',
  summary: 'Change the name of the company, its time zone, its language or its currency',
  body: Type.Object(
    {
      name: Type.Optional(Line),
      timeZone: Type.Optional(Type.String({ maxLength: 60, description: 'An IANA zone, like Europe/London' })),
      language: Type.Optional(OneOf(languages)),
      currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' })),
    },
    { additionalProperties: false },
  ),
  reply: Company,
});
