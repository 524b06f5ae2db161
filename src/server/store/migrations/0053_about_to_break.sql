-- What: the reader that tells of promises about to break begins with the present.
-- Why: it has just been added; read from the beginning of the log it would tell of risks that are long over.
-- Breaking: nothing.
insert into subscriptions (name, xid, event_id) values ('escalations.about-to-break', pg_current_xact_id(), 0)
  on conflict do nothing;
