-- What: problems, improvements with their fixed plans and verdicts, decisions with the empty seat.
-- Why triggers: a plan that could be rewritten after the start would prove nothing; the database refuses, not a screen.
-- Breaking: no.

create sequence problem_numbers;
create table problems (
  id uuid primary key,
  number bigint not null unique default nextval('problem_numbers'),
  title text not null,
  description text not null default '',
  state text not null default 'open' check (state in ('open', 'known-error', 'solved')),
  whys text[] not null default '{}',
  cause text not null default '',
  workaround text not null default '',
  solution text not null default '',
  -- the lost moments meant: at this touchpoint, from and to these days
  touchpoint_id uuid references touchpoints (id),
  since date,
  until date,
  owner_id uuid references users (id),
  -- counted when links change and every night: nothing on a page load may grow with the table
  affected_customers int not null default 0,
  affected_moments int not null default 0,
  affected_cases int not null default 0,
  value numeric(14, 2),
  counted_at timestamptz not null,
  opened_at timestamptz not null,
  opened_by uuid references users (id),
  solved_at timestamptz,
  check (state <> 'known-error' or (cause ~ '\S' and workaround ~ '\S')),
  check (state <> 'solved' or (solution ~ '\S' and solved_at is not null)),
  check (since is null or until is null or since <= until)
);
create index problems_by_state on problems (state, id desc);
create index problems_by_touchpoint on problems (touchpoint_id, id desc) where touchpoint_id is not null;

create table problem_cases (
  problem_id uuid not null references problems (id),
  case_id uuid not null references cases (id),
  linked_by uuid references users (id),
  linked_at timestamptz not null,
  primary key (problem_id, case_id)
);
create index problem_cases_by_case on problem_cases (case_id);
create index problem_cases_by_time on problem_cases (problem_id, linked_at desc, case_id desc);

create sequence improvement_numbers;
create table improvements (
  id uuid primary key,
  number bigint not null unique default nextval('improvement_numbers'),
  title text not null,
  description text not null default '',
  state text not null default 'proposed' check (state in ('proposed', 'running', 'closed', 'abandoned')),
  problem_id uuid references problems (id),
  owner_id uuid references users (id),
  budget numeric(14, 2) check (budget >= 0),
  spent numeric(14, 2) not null default 0,
  -- the plan: fixed for good once the change has started
  hypothesis text not null,
  metric text not null check (metric in ('moments-lost', 'moments-won', 'promises-kept', 'satisfied', 'confirmed')),
  touchpoint_id uuid references touchpoints (id),
  channel text,
  expected_effect double precision not null check (expected_effect > 0 and expected_effect <= 1),
  weeks int not null check (weeks between 4 and 104),
  prompted_on date,
  untouched_id uuid references touchpoints (id),
  fixed_at timestamptz not null,
  -- the same moment as a day of the company: no change may have started before its plan was written down
  fixed_on date not null,
  fixed_by uuid references users (id),
  power jsonb not null,
  -- the list's order, counted at registration and every night while it is open
  moments_per_year double precision,
  value_at_stake numeric(14, 2),
  expected_value numeric(14, 2),
  worth numeric(14, 2) not null default 0,
  started_on date,
  verdict text check (verdict in ('better', 'worse', 'no-detectable-change')),
  report jsonb,
  judged_at timestamptz,
  closed_at timestamptz,
  closing_words text not null default '',
  registered_at timestamptz not null,
  registered_by uuid references users (id),
  check (started_on is null or started_on >= fixed_on),
  check (state in ('proposed', 'abandoned') or started_on is not null),
  check (state <> 'proposed' or started_on is null),
  -- closing only with a verdict
  check (state <> 'closed' or (verdict is not null and report is not null and closed_at is not null)),
  check (state <> 'abandoned' or closing_words ~ '\S'),
  check (verdict is null or started_on is not null),
  check (metric like 'moments-%' or (touchpoint_id is null and untouched_id is null)),
  check (untouched_id is distinct from touchpoint_id or touchpoint_id is null)
);
create index improvements_by_worth on improvements (worth desc, id desc);
create index improvements_by_state on improvements (state, id desc);
create index improvements_by_problem on improvements (problem_id) where problem_id is not null;
create index improvements_started on improvements (started_on, id) where started_on is not null;

create function keep_plan_fixed() returns trigger language plpgsql as $$
begin
  if old.started_on is not null and (
    new.hypothesis, new.metric, new.touchpoint_id, new.channel, new.expected_effect, new.weeks, new.prompted_on,
    new.untouched_id, new.fixed_at, new.fixed_on, new.started_on
  ) is distinct from (
    old.hypothesis, old.metric, old.touchpoint_id, old.channel, old.expected_effect, old.weeks, old.prompted_on,
    old.untouched_id, old.fixed_at, old.fixed_on, old.started_on
  ) then
    raise exception 'the plan of a started improvement stands' using errcode = 'check_violation', constraint = 'plan_fixed';
  end if;
  if old.verdict is not null and new.verdict is distinct from old.verdict then
    raise exception 'a verdict is given once' using errcode = 'check_violation', constraint = 'verdict_once';
  end if;
  return new;
end $$;
create trigger plan_stays_fixed before update on improvements for each row execute function keep_plan_fixed();

create table spendings (
  id uuid primary key,
  improvement_id uuid not null references improvements (id),
  at timestamptz not null,
  amount numeric(14, 2) not null,
  what text not null,
  noted_by uuid references users (id)
);
create index spendings_by_improvement on spendings (improvement_id, at desc, id desc);

create sequence decision_numbers;
create table decisions (
  id uuid primary key,
  number bigint not null unique default nextval('decision_numbers'),
  question text not null,
  state text not null default 'draft' check (state in ('draft', 'decided', 'scored', 'dropped')),
  -- the figure or report it rests on
  rests_on_title text,
  rests_on_link text check (rests_on_link like '/%'),
  touchpoint_id uuid references touchpoints (id),
  problem_id uuid references problems (id),
  improvement_id uuid references improvements (id),
  options jsonb not null default '[]',
  chosen int check (chosen >= 0 and chosen < jsonb_array_length(options)),
  metric text check (metric in ('moments-lost', 'moments-won', 'promises-kept', 'satisfied', 'confirmed')),
  expected_effect double precision check (expected_effect > 0 and expected_effect <= 1),
  seat_answer text not null default '',
  -- who sat in the empty seat when it was decided, with what they said
  seat jsonb,
  drafted_at timestamptz not null,
  drafted_by uuid references users (id),
  decided_at timestamptz,
  decided_by uuid references users (id),
  review_on date,
  score jsonb,
  outcome text check (outcome in ('held', 'did-not-hold', 'cannot-tell')),
  check ((rests_on_title is null) = (rests_on_link is null)),
  check ((metric is null) = (expected_effect is null)),
  -- nobody decides over an unheard seat
  check (state not in ('decided', 'scored')
    or (seat is not null and seat_answer ~ '\S' and chosen is not null and decided_at is not null and review_on is not null)),
  check (state <> 'scored' or (score is not null and outcome is not null))
);
create index decisions_by_state on decisions (state, id desc);
create index decisions_by_link on decisions (rests_on_link, id desc) where rests_on_link is not null;
create index decisions_by_improvement on decisions (improvement_id, id desc) where improvement_id is not null;
create index decisions_to_score on decisions (review_on) where state = 'decided';

create table decision_deciders (
  decision_id uuid not null references decisions (id) on delete cascade,
  user_id uuid not null references users (id),
  opinion text not null default 'reading' check (opinion in ('reading', 'agrees', 'disagrees')),
  at timestamptz,
  primary key (decision_id, user_id)
);

-- How many decisions were scored with which outcome: the seat's track record, at once.
create index decisions_scored on decisions (outcome) where state = 'scored';
