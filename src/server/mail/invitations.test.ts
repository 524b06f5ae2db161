import { expect, test } from 'vitest';
import { readInvitation } from './invitations.ts';

const event = (lines: string, more = '') => ({
  method: 'REQUEST',
  content: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\n${more}BEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:20260301T000000Z\r\n${lines}\r\nEND:VEVENT\r\nEND:VCALENDAR`,
});

test('an invitation tells what, when, where and who, also with a duration instead of an end', () => {
  expect(
    readInvitation(
      event(
        'DTSTART;TZID=Europe/Berlin:20260707T100000\r\nDURATION:PT1H30M\r\nSUMMARY:Call\\, soon\r\nLOCATION:Room 1\r\nORGANIZER;CN="Ann":mailto:ann@example.net\r\nRRULE:FREQ=WEEKLY',
      ),
    ),
  ).toEqual({
    method: 'request',
    title: 'Call, soon',
    start: '2026-07-07T08:00:00.000Z',
    end: '2026-07-07T09:30:00.000Z',
    allDay: false,
    where: 'Room 1',
    organiser: 'Ann <ann@example.net>',
    repeats: true,
  });
});

test('zones by their Windows names and whole days are understood', () => {
  expect(readInvitation(event('DTSTART;TZID=W. Europe Standard Time:20260707T100000\r\nSUMMARY:x'))?.start).toBe(
    '2026-07-07T08:00:00.000Z',
  );
  expect(
    readInvitation(event('DTSTART;VALUE=DATE:20260707\r\nDTEND;VALUE=DATE:20260709\r\nSUMMARY:Fair')),
  ).toMatchObject({ allDay: true, start: '2026-07-07T00:00:00.000Z', end: '2026-07-09T00:00:00.000Z' });
});

test('what is no calendar is no invitation', () => {
  expect(readInvitation({ method: 'REQUEST', content: 'garbage' })).toBeNull();
  expect(readInvitation({ method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' })).toBeNull();
});
