import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** What people are told about; other rooms may tell of kinds of their own under `alert`. */
export const notificationKinds = [
  'mentioned',
  'customer-wrote',
  'followed',
  'assigned',
  'held',
  'alert',
  'morning',
] as const;

export const Notification = Type.Object({
  id: Id,
  kind: OneOf(notificationKinds),
  subject: Type.String(),
  text: Type.String(),
  /** Where it leads, below our own address. */
  link: Nullable(Type.String()),
  caseId: Nullable(Id),
  at: Instant,
  readAt: Nullable(Instant),
});
export type Notification = Static<typeof Notification>;

export const listNotifications = route({
  method: 'GET',
  path: '/notifications',
  access: 'signed-in',
  summary: 'What you were told, newest first',
  query: Type.Object({ ...PageQuery, unread: Type.Optional(Type.Boolean()) }),
  reply: Page(Notification),
});

export const countNotifications = route({
  method: 'GET',
  path: '/notifications/unread',
  access: 'signed-in',
  summary: 'How much of it you have not read; counted up to 100',
  reply: Type.Object({ unread: Type.Integer(), more: Type.Boolean() }),
});

export const readNotification = route({
  method: 'POST',
  path: '/notifications/:id/read',
  access: 'signed-in',
  summary: 'Mark one as read, or as unread again',
  params: ById,
  body: Type.Object({ read: Type.Boolean() }, { additionalProperties: false }),
  reply: Notification,
  status: 200,
});

export const readAllNotifications = route({
  method: 'POST',
  path: '/notifications/read',
  access: 'signed-in',
  summary: 'Mark everything as read',
  reply: Type.Object({ unread: Type.Integer(), more: Type.Boolean() }),
  status: 200,
});

const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

/** Which kinds also come by mail, and between which times of your own day they do not. */
export const NotificationChoices = Type.Object(
  {
    mail: Type.Array(OneOf(notificationKinds), { maxItems: notificationKinds.length }),
    /** Equal to `quietTo`: never quiet. What falls into the quiet is mailed when it ends. */
    quietFrom: Clock,
    quietTo: Clock,
  },
  { additionalProperties: false },
);
export type NotificationChoices = Static<typeof NotificationChoices>;

export const readNotificationChoices = route({
  method: 'GET',
  path: '/notifications/choices',
  access: 'signed-in',
  summary: 'What you are told by mail, and when not',
  reply: NotificationChoices,
});

export const chooseNotifications = route({
  method: 'PUT',
  path: '/notifications/choices',
  access: 'signed-in',
  summary: 'Choose what you are told by mail, and when not',
  body: NotificationChoices,
  reply: NotificationChoices,
});
