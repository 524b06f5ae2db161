import { Type, type Static } from 'typebox';
import { Password, User } from './people.ts';
import { route } from './route.ts';
import { ById, Email, Instant, OneOf } from './shapes.ts';

const Token = Type.String({ minLength: 1, maxLength: 200, description: 'What follows the # of the link' });

/** Who may choose a password by a link. */
export const PasswordInvitation = Type.Object({
  name: Type.String(),
  email: Type.String(),
  company: Type.String(),
  because: OneOf(['new', 'forgotten'] as const),
  until: Instant,
});
export type PasswordInvitation = Static<typeof PasswordInvitation>;

export const askForPassword = route({
  method: 'POST',
  path: '/passwords/forgotten',
  access: 'public',
  perMinute: 5,
  summary:
    'Have a link mailed by which a colleague chooses a new password; the answer never tells whether somebody has this address',
  body: Type.Object({ email: Email }, { additionalProperties: false }),
});

export const readPasswordLink = route({
  method: 'POST',
  path: '/passwords/looked-up',
  access: 'public',
  perMinute: 30,
  onlyAsks: true,
  status: 200,
  summary: 'Whose password a link chooses; it stays unused',
  body: Type.Object({ token: Token }, { additionalProperties: false }),
  reply: PasswordInvitation,
});

export const choosePassword = route({
  method: 'POST',
  path: '/passwords/chosen',
  access: 'public',
  perMinute: 10,
  summary:
    'Choose a password by a link, which then opens nothing any more; whoever was signed in as this colleague is signed out',
  body: Type.Object({ token: Token, password: Password }, { additionalProperties: false }),
});

export const changeOwnPassword = route({
  method: 'POST',
  path: '/passwords/own',
  access: 'signed-in',
  perMinute: 10,
  summary:
    'Change your own password, knowing the present one; you stay signed in here and are signed out everywhere else',
  body: Type.Object(
    { current: Type.String({ minLength: 1, maxLength: 200 }), password: Password },
    { additionalProperties: false },
  ),
});

export const signOutElsewhere = route({
  method: 'POST',
  path: '/sessions/ended-elsewhere',
  access: 'signed-in',
  summary: 'Sign yourself out everywhere but here; answers how many sessions were ended',
  status: 200,
  reply: Type.Object({ ended: Type.Integer() }),
});

export const makePasswordLink = route({
  method: 'POST',
  path: '/users/:id/password-link',
  access: 'people.manage',
  summary:
    'Make a link by which a colleague chooses a password, to hand over or to mail; earlier links open nothing any more',
  params: ById,
  body: Type.Object(
    { mail: Type.Boolean({ description: 'Mail it to him; the answer then holds no link' }) },
    { additionalProperties: false },
  ),
  reply: Type.Object({ link: Type.Union([Type.String(), Type.Null()]), until: Instant }),
});

export const takeCodeOff = route({
  method: 'DELETE',
  path: '/users/:id/two-factor',
  access: 'people.manage',
  summary:
    'For a colleague who lost his phone and his backup codes: the password alone signs him in again, until he sets a code up anew',
  params: ById,
  reply: User,
});
