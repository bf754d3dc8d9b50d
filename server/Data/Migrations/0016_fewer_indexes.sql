-- Who used some kinds is found in the key of the table, which is read as a whole in less time than it costs to keep a second index of it.
drop index if exists usage_user_days_type_idx;
