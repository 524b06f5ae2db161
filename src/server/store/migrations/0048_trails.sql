-- What: what the customer does himself before a destination; where an answer of the brief was said, when not in a message.
-- Why: his own page shows him where he stands and what is up to him; answers to surveys, reviews and what staff heard are
--      words of his, too.
-- Breaking: no.

-- in words for the customer: of the steps that lead here and of the destination itself, in order
alter table destinations add column customer_tasks text[] not null default '{}';

alter table brief_answers
  add column source text check (source in ('answer', 'observation', 'review', 'note')),
  add column source_id uuid,
  add constraint brief_answers_source_whole check ((source is null) = (source_id is null));
