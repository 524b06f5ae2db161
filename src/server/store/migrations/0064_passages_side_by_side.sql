-- What: of a customer who walks a journey by several cases at once each passage is waited for. Beside the passage begun last a traveller
--       has a row for every earlier one that no later one goes on with and of which a case is still open.
-- Why: of two cases walked side by side only the later one could be late.
-- Breaking: no. Counts of those on their way count passages.

alter table travellers
  -- an earlier passage, walked beside the one begun last
  add column beside boolean not null default false;
alter table travellers drop constraint travellers_pkey;
alter table travellers add primary key (journey_id, customer_id, passage);

drop index travellers_by_start;
create index travellers_by_start on travellers (journey_id, started_at desc, customer_id) where not beside;
drop index travellers_waiting;
create index travellers_waiting on travellers (next_id, next_due_at, customer_id, passage) where next_id is not null;
drop index travellers_late;
create index travellers_late on travellers (journey_id, next_due_at, customer_id, passage) where next_id is not null;

with again as (
  select journey_id, customer_id from positions group by 1, 2 having count(distinct passage) > 1),
walked as (
  select p.journey_id, p.customer_id, p.passage, min(p.reached_at) as started_at,
    coalesce(max(p.reached_at) filter (where d.retired_at is null), min(p.reached_at)) as since,
    coalesce(max(d.position) filter (where d.retired_at is null), -1) as position,
    coalesce(array_agg(distinct p.case_id) filter (where p.case_id is not null), '{}') as cases
  from positions p join destinations d on d.id = p.destination_id join again a on a.journey_id = p.journey_id and a.customer_id = p.customer_id
  group by p.journey_id, p.customer_id, p.passage)
insert into travellers (journey_id, customer_id, passage, started_at, since, next_id, next_due_at, beside)
select f.journey_id, f.customer_id, f.passage, f.started_at, f.since, n.id, f.since + n.expected_days * interval '1 day', true
from walked f
left join lateral (
  select n.id, n.expected_days from (select 1) one
  left join destinations h on h.journey_id = f.journey_id and h.retired_at is null and h.position = f.position
  join destinations n on n.id = coalesce(
    (select o.id from destinations o where h.next_ids is null and o.journey_id = f.journey_id and o.retired_at is null
      and o.position > f.position order by o.position limit 1),
    (select w.id from destinations w
      left join positions been on been.customer_id = f.customer_id and been.destination_id = w.id and been.passage = f.passage
      left join positions here on here.customer_id = f.customer_id and here.destination_id = h.id and here.passage = f.passage
      where w.id = any(h.next_ids) and w.retired_at is null
        and (been.reached_at is null or (not h.ends and been.reached_at < here.reached_at))
      order by been.reached_at is not null, w.position limit 1))) n on true
where f.position >= 0
  and exists (select from cases k where k.id = any(f.cases) and k.state <> 'closed' and k.merged_into is null)
  and not exists (select from walked w where w.journey_id = f.journey_id and w.customer_id = f.customer_id
    and (w.started_at, w.passage) > (f.started_at, f.passage) and (w.cases = '{}' or w.cases && f.cases))
on conflict do nothing;

update destination_tallies t set waiting = w.waiting
from (select next_id, count(*) as waiting from travellers where next_id is not null group by next_id) w
where w.next_id = t.destination_id and t.waiting is distinct from w.waiting;
