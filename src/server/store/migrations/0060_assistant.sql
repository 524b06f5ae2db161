-- What: an assistant (a language model that whoever runs Kept names in the settings) may read what the lexicon has read: its switch, how it stands,
--   what it was asked, and who read what.
-- Why: the lexicon answers at once and knows five languages; a model knows more, may be absent, and must never be waited for or believed blindly.
-- Breaking: the switch moves from words_settings into assistant_settings with its value; the API keeps its name.

-- One row. `reads` names what it is asked about; of the cases of `teams_off` nothing leaves the house.
create table assistant_settings (
  one boolean primary key default true check (one),
  is_on boolean not null default false,
  reads text[] not null default '{feelings,promises,drafts}',
  teams_off uuid[] not null default '{}',
  switched_at timestamptz
);
insert into assistant_settings (is_on) select assistant from words_settings;
alter table words_settings drop column assistant;

-- One row: how often it failed in a row, and until when it is left alone. Every node reads it.
create table assistant_standing (
  one boolean primary key default true check (one),
  points int not null default 0,
  rests int not null default 0,
  resting_until timestamptz,
  trouble text,
  trouble_at timestamptz,
  answered_at timestamptz
);
insert into assistant_standing default values;

-- What was asked, by day (UTC) and matter; counts only. `told_at`: the line in the log was written.
create table assistant_days (
  day date not null,
  task text not null,
  asked int not null default 0,
  answered int not null default 0,
  failed int not null default 0,
  held_back int not null default 0,
  told_at timestamptz,
  primary key (day, task)
);

-- Nothing a customer says or is told leaves the house when he does not want it.
alter table customers add column no_assistant boolean not null default false;

-- When a person last said how the customer of a case feels: what is read of earlier words does not change that.
alter table cases add column emotion_said_at timestamptz;

-- Who recognised a promise in what was sent; `please_check`: its hour comes from a reading of the words that somebody should look at.
alter table spoken_promises add column read_by text not null default 'words' check (read_by in ('words', 'assistant'));
alter table spoken_promises add column please_check boolean not null default false;
