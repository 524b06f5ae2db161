import { sql } from 'kysely';
import type { Meeting } from '../../../../contract/cases-participants.ts';
import type { Database } from '../../../store/database.ts';
import { familyOf } from './family.ts';

/** The meetings of a conversation by time, with what each guest answered. */
export async function listMeetings(db: Database, caseId: string): Promise<Meeting[]> {
  const { rows } = await sql<{
    id: string;
    title: string;
    place: string;
    starts_at: Date;
    ends_at: Date;
    cancelled_at: Date | null;
    guests: Meeting['guests'] | null;
  }>`
    select m.id, m.title, m.place, m.starts_at, m.ends_at, m.cancelled_at,
      (select json_agg(json_build_object('name', g.name, 'email', g.email, 'answer', g.answer) order by g.name) from case_meeting_guests g
        where g.meeting_id = m.id) as guests
    from case_meetings m where m.case_id in (${familyOf(caseId)}) order by m.starts_at limit 100
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    place: row.place,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    cancelled: row.cancelled_at !== null,
    guests: row.guests ?? [],
  }));
}
