-- What: purchases can be read by when they were made.
-- Why: whoever bought within a year is an active customer, whether he wrote or not: he is counted where listening is measured, and a
--       wave of a survey may draw him.
-- Breaking: no.

create index purchases_by_time on purchases (at, customer_id);
