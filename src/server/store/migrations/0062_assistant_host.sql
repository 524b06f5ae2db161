-- What: for which server the assistant was switched on.
-- Why: whoever let words go to one server has not let them go to another that the settings name later.
-- Breaking: no. Where it was on, somebody switches it on again.
alter table assistant_settings add column host text;
update assistant_settings set is_on = false;
