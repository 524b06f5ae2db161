-- What: how long after it was closed a case still takes a late word of its customer; promises to and by those who take part; until
--   when a visitor in a chat is to be answered first.
-- Why: thirty days were fixed in the program; what a supplier promised was a line without a clock; a visitor who waited too long
--   was only seen by whoever had the chat open.
-- Breaking: no.

-- days of 24 hours; 0 = every word after closing opens another case, null = never
alter table desk_settings add column late_reply_days int default 30 check (late_reply_days between 0 and 3650);

-- a promise by or to somebody who takes part in the case: the clock is ours to watch, the word is his or ours
alter table promises add column party_id uuid references case_parties (id) on delete set null;
alter table promises add column party_side text check (party_side in ('by', 'to'));
-- the part he was given with a time, followed in the ledger: one open promise per party
alter table promises add column party_task boolean not null default false;
create index promises_by_party on promises (party_id) where party_id is not null;
create unique index one_open_party_task on promises (party_id) where state = 'open' and party_task;

-- told by the chat; null = nobody waits there. What is due next in a case is the sooner of this and of what is promised
alter table cases add column visitor_due_at timestamptz;
update cases k set visitor_due_at = h.started_at + make_interval(secs => (w.settings->>'overdueAfter')::int)
  from chats h join widgets w on w.id = h.widget_id
  where h.case_id = k.id and h.within_hours and h.first_answered_at is null and h.ended_at is null and k.state <> 'closed' and k.merged_into is null;
