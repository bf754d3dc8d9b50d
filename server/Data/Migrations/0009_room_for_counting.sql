-- Rows of these tables are counted up soon after they are made: where their page has room for the new version, no index need change.
alter table usage_quarter_hours set (fillfactor = 75);
alter table usage_session_days set (fillfactor = 75);
alter table usage_user_weeks set (fillfactor = 75);
alter table usage_user_four_weeks set (fillfactor = 75);
alter table usage_package_days set (fillfactor = 75);
alter table usage_type_days set (fillfactor = 75);
alter table usage_type_weeks set (fillfactor = 75);
alter table user_activity set (fillfactor = 75);
alter table sessions set (fillfactor = 75);
