-- What: a task of a case may be about a promise: that its customer asks for another time.
-- Why: asked twice it is one task, and agreed on, kept or taken back it is done by itself; until now it had to be ticked by hand
--      before the case could be closed.
-- Breaking: no.

alter table case_tasks add column promise_id uuid references promises (id) on delete set null;
create index case_tasks_open_by_promise on case_tasks (promise_id) where promise_id is not null and done_at is null;
