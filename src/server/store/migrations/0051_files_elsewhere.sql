-- What: whether an import fetches files that its source only names by an address.
-- Why: exports of Zendesk and Freshdesk hold no files; while the old desk still answers, they can come along.
-- Breaking: no.

alter table imports add column fetch_files boolean not null default false;
