-- What: when a proposal to raise a limit was declined, by kind and role, also where no limit is said yet.
-- Why: only what is asked afterwards counts for the next proposal, so that nobody is asked the same twice.
-- Breaking: no.

alter table authorities drop column declined_at;
create table authority_declines (
  kind_id uuid not null references gesture_kinds (id) on delete cascade,
  role text not null,
  at timestamptz not null,
  primary key (kind_id, role)
);
