-- What was counted in all, and by whom, whatever was done: of questions about everything, packages would only be added up again.
-- user_block is user_id >> 12.
create table usage_day_totals (
  bucket timestamptz not null,
  user_block int not null,
  events int not null,
  errors int not null,
  timed int not null,
  duration_us bigint not null,
  max_duration_us bigint,
  users bit(4096) not null,
  primary key (bucket, user_block)
) with (fillfactor = 75);

-- Whose days they are does not matter: those of any zone begin with a quarter of an hour.
create table usage_quarter_hour_totals (like usage_day_totals including all) with (fillfactor = 75);

insert into usage_quarter_hour_totals
select bucket, user_id >> 12, sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us), bit_or(user_set(user_id))
from usage_quarter_hours group by 1, 2 order by 1, 2;

insert into usage_day_totals
select date_bin('1 day', bucket, '2000-01-03Z'), user_block, sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us),
  bit_or(users)
from usage_quarter_hour_totals group by 1, 2 order by 1, 2;
