import { convertIcsCalendar, generateIcsCalendar } from 'ts-ics';

/** A time to meet, as calendars exchange it. */
export interface Invitation {
  uid: string;
  sequence: number;
  title: string;
  place: string;
  start: Date;
  end: Date;
}

/** Writes an iTIP object (RFC 5546) for one guest; the other guests are not named in it. */
export function writeInvitation(
  slot: Invitation,
  method: 'REQUEST' | 'CANCEL',
  who: { organiser: { name: string; email: string }; guest: { name: string; email: string }; stamp: Date },
): string {
  return generateIcsCalendar({
    prodId: '-//Kept//Kept//EN',
    version: '2.0',
    method,
    events: [
      {
        uid: slot.uid,
        sequence: slot.sequence,
        stamp: { date: who.stamp },
        start: { date: slot.start },
        end: { date: slot.end },
        summary: oneLine(slot.title),
        ...(slot.place === '' ? {} : { location: oneLine(slot.place) }),
        status: method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED',
        organizer: { name: oneLine(who.organiser.name), email: who.organiser.email },
        attendees: [
          {
            name: oneLine(who.guest.name),
            email: who.guest.email,
            partstat: 'NEEDS-ACTION',
            role: 'REQ-PARTICIPANT',
            rsvp: method === 'REQUEST',
          },
        ],
      },
    ],
  });
}

const answers = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' } as const;

/** What a calendar answers: which meeting, who, and whether he comes. Undefined for whatever is no answer. */
export function readAnswer(calendar: {
  method: string;
  content: string;
}): { uid: string; attendee: string | undefined; answer: 'accepted' | 'declined' | 'tentative' } | undefined {
  if (calendar.method.toUpperCase() !== 'REPLY') return undefined;
  try {
    const event = convertIcsCalendar(undefined, calendar.content).events?.[0];
    const guest = event?.attendees?.[0];
    const answer = answers[guest?.partstat as keyof typeof answers];
    if (event === undefined || answer === undefined) return undefined;
    return { uid: event.uid, attendee: guest?.email.toLowerCase().replace(/^mailto:/, ''), answer };
  } catch {
    // calendars of strangers break every rule; the mail itself is shown anyway
    return undefined;
  }
}

function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is being removed
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}
