-- What: a position keeps what brought the customer there (a moment, an observation, a review, an answer), and what of these marked which
--       destination for whom is kept apart, also where he was there already.
-- Why: a destination that was marked by something corrected or taken back later stayed reached.
-- Breaking: no. What the log tells of earlier marks is entered.

-- 'moment:<id>', 'observation:<id>', 'review:<id>', 'answer:<id>', 'journey:<journey>:<customer>:<passage>', 'hand:<customer>'
alter table positions add column marked_by text;
create index positions_by_mark on positions (marked_by) where marked_by is not null;
alter table moved_positions add column marked_by text;

create table position_marks (
  marked_by text not null,
  destination_id uuid not null references destinations (id),
  customer_id uuid not null references customers (id),
  journey_id uuid not null references journeys (id),
  reached_at timestamptz not null,
  case_id uuid references cases (id),
  -- taken back, or corrected so that it marks this no more
  gone boolean not null default false,
  primary key (marked_by, destination_id)
);
create index position_marks_of on position_marks (destination_id, customer_id);

with told as (
  select e.id, e.at, e.data,
    case when e.type like 'moments.%' then 'moments.recorded' when e.type like 'voice.observ%' then 'voice.observed'
      when e.type like 'voice.review%' then 'voice.reviewed' else e.type end as type,
    case when e.type like 'moments.%' then 'moment:' || (e.data->>'momentId') when e.type like 'voice.observ%' then 'observation:' || (e.data->>'observationId')
      when e.type like 'voice.review%' then 'review:' || (e.data->>'reviewId') else 'answer:' || (e.data->>'answerId') end as marked_by,
    e.type in ('moments.withdrawn', 'voice.observation-removed', 'voice.review-removed') as gone
  from events e
  where e.type in ('moments.recorded', 'moments.withdrawn', 'voice.observed', 'voice.observation-corrected', 'voice.observation-removed',
      'voice.observation-put-back', 'voice.reviewed', 'voice.review-corrected', 'voice.review-removed', 'voice.review-put-back', 'voice.answered')
    and exists (select from destinations where reached_on_event ~ '^(moments\.recorded|voice\.(observed|reviewed|answered))$')),
-- what it said last, at the time when it was first told
latest as (
  select distinct on (marked_by) *, min(at) over (partition by marked_by) as first_at
  from told where marked_by is not null order by marked_by, id desc)
insert into position_marks (marked_by, destination_id, customer_id, journey_id, reached_at, case_id)
select l.marked_by, d.id, coalesce(c.merged_into, c.id), d.journey_id, l.first_at, k.id
from latest l
  join destinations d on d.reached_on_event = l.type and d.retired_at is null and l.data @> d.reached_when
  join customers c on c.id::text = l.data->>'customerId'
  left join cases k on k.id::text = l.data->>'caseId'
where not l.gone
on conflict do nothing;

-- an arrival stands at the time of the event that brought it
update positions p set marked_by = m.marked_by
from (
  select distinct on (m.destination_id, m.customer_id, e.at) m.*, e.at as told_at
  from position_marks m
    join destinations d on d.id = m.destination_id
    join events e on e.type = d.reached_on_event and m.marked_by = case e.type when 'moments.recorded' then 'moment:' || (e.data->>'momentId')
      when 'voice.observed' then 'observation:' || (e.data->>'observationId') when 'voice.reviewed' then 'review:' || (e.data->>'reviewId')
      else 'answer:' || (e.data->>'answerId') end
  order by m.destination_id, m.customer_id, e.at, m.marked_by) m
where p.destination_id = m.destination_id and p.customer_id = m.customer_id and p.reached_at = m.told_at;
