/** What the ledger reads out of the events of cases. */
import { MAIL_CLASSES, type MailClass } from '../../../domain/mail/mail-classes.ts';
import type { KeptEvent } from '../../store/events.ts';
import { text } from './case-clocks.ts';

/** Thanks and whatever is not the customer's own word need no answer. */
export function needsAnswer(event: KeptEvent): boolean {
  if (event.data['thanksOnly'] === true || event.data['counts'] === false) return false;
  const mailClass = text(event.data['mailClass']);
  return mailClass === null || (MAIL_CLASSES[mailClass as MailClass]?.stopClock ?? true);
}

/** A message counts from when it came to us: a forged or wrong Date of a mail moves no clock. */
export function wroteAt(event: KeptEvent): Date {
  return event.at;
}

/** Who a case is given to by an event. */
export function assigneesIn({ data }: KeptEvent): string[] {
  const after = (data['after'] ?? {}) as Record<string, unknown>;
  return [text(data['assigneeId']), text(after['assigneeId'])].filter((id) => id !== null);
}

/** Whether a case is given to another customer by it. */
export function movesCustomer({ type, data }: KeptEvent): boolean {
  return type === 'cases.changed' && text(((data['after'] ?? {}) as Record<string, unknown>)['customerId']) !== null;
}

/** The customers an event names. */
export function customersIn(event: KeptEvent): string[] {
  const after = (event.data['after'] ?? {}) as Record<string, unknown>;
  return [event.data['customerId'], after['customerId']].filter((id) => typeof id === 'string');
}

/** A value of an event as a list of words; null when it is none. */
export function words(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : null;
}
