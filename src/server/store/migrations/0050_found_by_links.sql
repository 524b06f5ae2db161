-- What: indexes on columns that name a message, a case, a customer or a promise.
-- Why: who asks for everything about a person, erases him, or looks for the promise that was made with an answer must not
--      read whole tables for it; with 100 000 cases a person's archive ran into the time limit of a statement.
-- Breaking: no.

create index promises_by_message on promises (message_id) where message_id is not null;
-- how much a keeper had promised at a time: the newest first
create index promises_by_keeper_made on promises (keeper_id, made_at desc) where keeper_id is not null and kind <> 'estimate';
create index brief_answers_by_message on brief_answers (message_id) where message_id is not null;
create index case_standings_by_customer on case_standings (customer_id);
create index chat_messages_by_case on chat_messages (case_id) where case_id is not null;
create index contacts_by_case on contacts (case_id) where case_id is not null;
-- ids of cases rise with time: the newest of a touchpoint are the last
create index contacts_by_touchpoint on contacts (touchpoint_id, contact desc) where case_id is not null;
create index escalation_tasks_by_promise on escalation_tasks (promise_id) where promise_id is not null;
create index later_replies_by_message on later_replies (message_id) where message_id is not null;
create index mail_ids_by_message on mail_ids (message_id) where message_id is not null;
create index mail_sources_by_message on mail_sources (message_id) where message_id is not null;
create index messages_by_author on messages (author_customer_id) where author_customer_id is not null;
create index messages_by_party on messages (author_party_id) where author_party_id is not null;
create index notifications_by_case on notifications (case_id) where case_id is not null;
create index option_sheets_by_customer on option_sheets (customer_id);
create index option_sheets_by_promise on option_sheets (promise_id) where promise_id is not null;
create index outbox_by_party on outbox (party_id) where party_id is not null;
create index approvals_by_customer on approvals (customer_id) where customer_id is not null;
create index anticipation_people_by_outbox on anticipation_people (outbox_id) where outbox_id is not null;
create index radar_finds_by_case on radar_finds (case_id) where case_id is not null;
create index spoken_promises_by_promise on spoken_promises (promise_id) where promise_id is not null;
create index win_evidence_by_case on win_evidence (case_id) where case_id is not null;
create index wins_by_case on wins (case_id) where case_id is not null;
