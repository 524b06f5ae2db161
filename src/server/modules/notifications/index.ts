/** The door of notifications: what people are told in person, in the app and by mail. Knows no other room's records. */
export { mailNotificationJob } from './mailing.ts';
export { passwordMailJobs } from './password-mails.ts';
export { choicesOf } from './choosing.ts';
export { notify } from './telling.ts';
