-- What: drafts keep their files and whom they go to, those of a new case too; a person has one draft per case and per audience
--   (the customer, one outside party, or all).
-- Why: only the words were kept: files chosen, an address in copy, and anything written to a supplier were lost with the page.
-- Breaking: no. While nodes of the version before run beside this one, their drafts stay on the device they are typed on.

alter table drafts
  -- empty: the customer, or a note; `all`: one summary to everybody; else the id of the party it is for
  add column audience text not null default '',
  -- as it was typed
  add column cc text not null default '',
  add column attachment_ids uuid[] not null default '{}';
alter table drafts drop constraint drafts_pkey, add primary key (case_id, user_id, audience);

alter table new_case_drafts add column attachment_ids uuid[] not null default '{}';
