-- What: addresses and domains from which no mail opens or reaches a case.
-- Why: whoever sends advertising or abuse could be closed, but wrote again the next day, was thanked by a machine and promised an answer.
-- Breaking: no.

create table blocked_senders (
  id uuid primary key,
  -- an address (`offers@shop.example`) or a whole domain (`@shop.example`), lower case
  address text not null unique,
  blocked_at timestamptz not null,
  blocked_by uuid references users (id)
);
