-- What: ratings among what an import reads.
-- Why: what customers of another desk said of their cases becomes answers, not lines of a note.
-- Breaking: no.

alter table import_items drop constraint import_items_kind_check;
alter table import_items
  add constraint import_items_kind_check check (kind in ('organisation', 'person', 'team', 'case', 'message', 'field', 'rating'));
