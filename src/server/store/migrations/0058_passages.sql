-- What: passages. A customer who walks a loop of a journey, or sets out on it again, is counted each time: his arrivals carry the
--       number of the passage they belong to, and in one passage he is at each destination once. A destination knows whether one
--       may end there.
-- Why: whoever comes round again is on his way again: next, late, asked and measured from where he came in.
-- Breaking: no. What was reached before is the first passage.

alter table positions
  add column passage int not null default 1 check (passage > 0),
  -- when he said whether he accepts it; not known of what was said before this
  add column accepted_at timestamptz;
alter table positions drop constraint positions_pkey;
alter table positions add primary key (customer_id, destination_id, passage);

-- The passage he is on now: the one begun last.
alter table travellers add column passage int not null default 1;

alter table moved_positions
  add column accepted_at timestamptz,
  add column passage int not null default 1,
  -- the passage of the other that it now stands in
  add column into_passage int not null default 1;
alter table moved_positions drop constraint moved_positions_pkey;
alter table moved_positions add primary key (from_id, destination_id, passage);

-- One may end here: what leads back is not what comes next.
alter table destinations add column ends boolean not null default false;
update destinations d set ends = true
from journeys j
  join journey_versions v on v.journey_id = j.id and v.version = j.version
  cross join lateral jsonb_array_elements(coalesce(v.definition->'design'->'stops', '[]')) stop
where d.journey_id = j.id and (stop->>'id')::uuid = d.id and (stop->>'ends')::boolean;

-- While the log is read again from zero: arrivals are taken from what was told then, not worked out a second time.
create table position_replay (
  only_one boolean primary key default true check (only_one),
  -- what was read up to here has had its effects
  xid xid8 not null,
  event_id bigint not null,
  -- arrivals told up to here stand in the log
  told_event_id bigint not null
);

-- Each passage may be asked about.
alter table survey_asks_due add column passage int not null default 1;
alter table invitations add column passage int not null default 1;
