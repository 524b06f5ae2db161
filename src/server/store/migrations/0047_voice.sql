-- What: moments decided anew in the written order of evidence; answers that were sent apart from those only begun; words of anonymous
--   and custom answers among customers' words; bad reviews open a recovery; results by touchpoint and segment.
-- Why: what a customer says outranks what we infer (docs/decisions/0047); a funnel needs every step; no words are lost.
-- Breaking: no.

-- part: the order of evidence
create temporary table moment_decided on commit drop as
  select distinct on (e.moment_id) e.moment_id, e.kind, e.outcome, s.strength, e.quote, e.score, e.at
  from moment_evidence e
    join (values ('answer', 90), ('review', 85), ('verdict', 80), ('emotion', 70), ('broken-promise', 60), ('reopened', 50), ('repeat-contact', 40),
      ('complaint', 30), ('recovery', 25), ('observation', 20), ('closed', 10)) s (kind, strength) on s.kind = e.kind
    left join events v on v.id = e.event_id
  -- the later of two of one kind decides, in the order in which the log was written
  order by e.moment_id, s.strength desc, v.xid desc nulls last, e.event_id desc;
-- what listeners counted moves with it
insert into events (at, actor_kind, type, subject_id, data)
  select now(), 'system', 'moments.recorded', m.id, jsonb_build_object('momentId', m.id, 'contact', m.contact, 'outcome', d.outcome, 'before', a.outcome,
    'touchpointId', m.touchpoint_id, 'beforeTouchpointId', a.touchpoint_id, 'customerId', m.customer_id, 'caseId', m.case_id, 'channel', m.channel,
    'momentAt', to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'strength', d.strength, 'evidence', d.kind)
  from moment_decided d join moments m on m.id = d.moment_id join moment_announcements a on a.moment_id = m.id
  where a.outcome <> d.outcome and m.outcome <> d.outcome;
update moment_announcements a set outcome = d.outcome from moment_decided d join moments m on m.id = d.moment_id
  where a.moment_id = d.moment_id and a.outcome <> d.outcome and m.outcome <> d.outcome;
update touchpoint_days t set won = t.won + c.won, neutral = t.neutral + c.neutral, lost = t.lost + c.lost
  from (select m.touchpoint_id, (m.at at time zone 'UTC')::date as day,
      sum((d.outcome = 'won')::int - (m.outcome = 'won')::int)::int as won,
      sum((d.outcome = 'neutral')::int - (m.outcome = 'neutral')::int)::int as neutral,
      sum((d.outcome = 'lost')::int - (m.outcome = 'lost')::int)::int as lost
    from moment_decided d join moments m on m.id = d.moment_id where m.outcome <> d.outcome group by 1, 2) c
  where t.touchpoint_id = c.touchpoint_id and t.day = c.day;
update moments m set outcome = d.outcome, evidence = d.kind, strength = d.strength, quote = d.quote, score = d.score, 
    changed_at = case when m.evidence = d.kind and m.outcome = d.outcome then m.changed_at else d.at end
  from moment_decided d where d.moment_id = m.id and (m.evidence <> d.kind or m.outcome <> d.outcome or m.strength <> d.strength);
update moment_evidence e set strength = s.strength
  from (values ('answer', 90), ('review', 85), ('verdict', 80), ('emotion', 70), ('broken-promise', 60), ('reopened', 50), ('repeat-contact', 40),
    ('complaint', 30), ('recovery', 25), ('observation', 20), ('closed', 10)) s (kind, strength) where s.kind = e.kind and e.strength <> s.strength;
drop table moment_decided;
-- end of part

-- What was kept while somebody was still answering is begun; what he sent is an answer.
alter table answers add column sent boolean not null default true;
alter table survey_days add column answered int not null default 0;
update survey_days set answered = partial + complete;

-- Words of one answer stand in several of its questions; whoever said them without a name stays nobody.
drop index heard_words_once;
create unique index heard_words_once on heard_words (source, source_id, detail) where source <> 'marked';
alter table anonymous_answers add column heard boolean not null default false;
create index anonymous_answers_to_hear on anonymous_answers (day) where shown and not heard;
-- words to the company's own questions were never read: the next look begins anew, and keeps nothing twice
delete from heard_progress where source = 'answer';
create index answers_by_change_of_more on answers (changed_at) where more <> '{}';

-- Whoever takes somebody from the radar's list says how, by when, and who does it.
alter table radar_finds drop constraint radar_finds_touch_check;
alter table radar_finds add constraint radar_finds_touch_check check (touch in ('call', 'mail', 'task')),
  add column task_words text, add column touch_due_at timestamptz;

-- What the customer was promised so that it is put right; the two clocks are ours alone, this one is his.
alter table recoveries add column promise_id uuid references promises (id);

-- A bad review in public is worth a recovery, once it is known whose it is.
alter table voice_settings add column reviews_open_recovery boolean not null default true;
create index reviews_of_nobody on reviews (at desc, id desc) where customer_id is null and score <= 0.25;
