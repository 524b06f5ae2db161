-- What: an improvement and a decision may be measured by promises of policies and promises of persons apart.
-- Why:  policy target and personal promise stay apart in every report; one figure of both hides which of them got better.
-- Breaking: no.

alter table improvements drop constraint improvements_metric_check;
alter table improvements add constraint improvements_metric_check check (metric in
  ('moments-lost', 'moments-won', 'promises-kept', 'policy-promises-kept', 'personal-promises-kept', 'satisfied', 'confirmed'));
alter table decisions drop constraint decisions_metric_check;
alter table decisions add constraint decisions_metric_check check (metric in
  ('moments-lost', 'moments-won', 'promises-kept', 'policy-promises-kept', 'personal-promises-kept', 'satisfied', 'confirmed'));
