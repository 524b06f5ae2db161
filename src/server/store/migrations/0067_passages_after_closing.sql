-- What: an earlier passage whose case is closed, and which has a destination ahead that is expected within some days, is waited for until a
--       time that its row names: for as long again as was expected, from when it was due or from when the case was closed.
-- Why: of passages whose case is closed only the last was waited for; acceptance after closing was missed by nobody.
-- Breaking: no. Counts of those on their way count these passages as long as they are waited for.

alter table travellers
  -- until when this passage is waited for; null as long as a case of it is open, and for the one begun last
  add column waited_until timestamptz;
create index travellers_ending on travellers (waited_until) where waited_until is not null;

with again as (
  select journey_id, customer_id from positions group by 1, 2 having count(distinct passage) > 1),
walked as (
  select p.journey_id, p.customer_id, p.passage, min(p.reached_at) as started_at,
    coalesce(max(p.reached_at) filter (where d.retired_at is null), min(p.reached_at)) as since,
    coalesce(max(d.position) filter (where d.retired_at is null), -1) as position,
    coalesce(array_agg(distinct p.case_id) filter (where p.case_id is not null), '{}') as cases
  from positions p join destinations d on d.id = p.destination_id join again a on a.journey_id = p.journey_id and a.customer_id = p.customer_id
  group by p.journey_id, p.customer_id, p.passage),
closed as (
  select w.*, c.closed_at from walked w
  join travellers l on l.journey_id = w.journey_id and l.customer_id = w.customer_id and not l.beside and l.passage <> w.passage
  cross join lateral (
    select max(k.closed_at) as closed_at from cases k where k.id = any(w.cases) and k.merged_into is null
    having count(*) > 0 and bool_and(k.state = 'closed')) c
  where w.position >= 0
    and not exists (select from walked o where o.journey_id = w.journey_id and o.customer_id = w.customer_id
      and (o.started_at, o.passage) > (w.started_at, w.passage) and (o.cases = '{}' or o.cases && w.cases)))
insert into travellers (journey_id, customer_id, passage, started_at, since, next_id, next_due_at, beside, waited_until)
select f.journey_id, f.customer_id, f.passage, f.started_at, f.since, n.id, f.since + n.expected_days * interval '1 day', true,
  greatest(f.since + n.expected_days * interval '1 day', f.closed_at) + n.expected_days * interval '1 day'
from closed f
cross join lateral (
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
      order by been.reached_at is not null, w.position limit 1))) n
where greatest(f.since + n.expected_days * interval '1 day', f.closed_at) + n.expected_days * interval '1 day' > now()
on conflict do nothing;

update destination_tallies t set waiting = w.waiting
from (select next_id, count(*) as waiting from travellers where next_id is not null group by next_id) w
where w.next_id = t.destination_id and t.waiting is distinct from w.waiting;
