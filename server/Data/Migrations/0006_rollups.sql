-- Coarser than the base rollup, each for the questions that it answers with fewest rows. Days and weeks are those of UTC; weeks begin on
-- Monday. Wherever a bucket is not the whole of what is asked, finer tables fill in the ends of the range.

-- A user's place in sets of users: 4,096 users share a block, so that only blocks with somebody in them exist. Nobody is in no set.
create function user_set(user_id int) returns bit language sql immutable parallel safe as $$
  select set_bit(b'0'::bit(4096), user_id & 4095, (user_id <> 0)::int)
$$;

-- One duration as a histogram: buckets grow by 4 %, so that each value is within 2 % of the middle of its bucket (DDSketch, VLDB 2019).
-- A histogram is a number of which each group of 12 digits counts a bucket: sum() merges histograms. The decimal point stands between the
-- buckets that end at 1.04^299 and 1.04^300 microseconds, about 0.1 s, because numbers near it have the fewest digits. What has no duration
-- has no histogram either.
create function duration_histogram(duration_us bigint) returns numeric language sql immutable parallel safe as $$
  select ('1e' || (12 * (case when duration_us > 1 then ceil(ln(duration_us::float8) / ln(1.04::float8))::int when duration_us <= 1 then 0 end
    - 300))::text)::numeric
$$;

-- What a kind of event was counted, whoever did it. user_shard is user_id >> 16.
create table usage_type_days (
  bucket timestamptz not null,
  event_type_id int not null,
  user_shard int not null,
  events int not null,
  errors int not null,
  timed int not null,
  duration_us bigint not null,
  max_duration_us bigint,
  durations numeric,
  primary key (bucket, event_type_id, user_shard)
);
comment on column usage_type_days.durations is 'the histogram of the durations; null where nothing was timed';

create table usage_type_weeks (like usage_type_days including all);

-- What a package was counted, and by whom it was used. user_block is user_id >> 12.
create table usage_package_days (
  bucket timestamptz not null,
  package_id int not null,
  user_block int not null,
  events int not null,
  errors int not null,
  timed int not null,
  duration_us bigint not null,
  max_duration_us bigint,
  users bit(4096) not null,
  primary key (bucket, package_id, user_block)
);

-- What a user did, by kind: for questions about some users.
create table usage_user_days (
  user_id int not null,
  bucket timestamptz not null,
  event_type_id int not null,
  events int not null,
  errors int not null,
  timed int not null,
  duration_us bigint not null,
  max_duration_us bigint,
  primary key (user_id, bucket, event_type_id) include (events, errors)
);
-- Who used these kinds?
create index usage_user_days_type_idx on usage_user_days (event_type_id, bucket, user_id);

-- What a user did, whatever it was.
create table usage_session_days (
  bucket timestamptz not null,
  session_id uuid not null,
  user_id int not null,
  events int not null,
  errors int not null,
  timed int not null,
  duration_us bigint not null,
  max_duration_us bigint,
  primary key (bucket, session_id, user_id)
);
comment on column usage_session_days.session_id is 'all zeros for events without a session';

-- The same by week, and by four weeks.
create table usage_user_weeks (
  bucket timestamptz not null,
  user_id int not null,
  events int not null,
  errors int not null,
  timed int not null,
  duration_us bigint not null,
  max_duration_us bigint,
  primary key (bucket, user_id)
);

create table usage_user_four_weeks (like usage_user_weeks including all);

insert into usage_type_days
select date_bin('1 day', event_time, '2000-01-03Z'), event_type_id, user_id >> 16, count(*), count(*) filter (where is_error),
  count(duration_us), coalesce(sum(duration_us), 0), max(duration_us), sum(duration_histogram(duration_us))
from events group by 1, 2, 3 order by 1, 2, 3;

insert into usage_type_weeks
select date_bin('7 days', bucket, '2000-01-03Z'), event_type_id, user_shard, sum(events), sum(errors), sum(timed), sum(duration_us),
  max(max_duration_us), sum(durations)
from usage_type_days group by 1, 2, 3 order by 1, 2, 3;

insert into usage_user_days
select user_id, date_bin('1 day', bucket, '2000-01-03Z'), event_type_id, sum(events), sum(errors), sum(timed), sum(duration_us),
  max(max_duration_us)
from usage_quarter_hours group by 1, 2, 3 order by 2, 1, 3;

insert into usage_package_days
select u.bucket, t.package_id, u.user_id >> 12, sum(u.events), sum(u.errors), sum(u.timed), sum(u.duration_us), max(u.max_duration_us),
  bit_or(user_set(u.user_id))
from usage_user_days u join event_types t on t.id = u.event_type_id group by 1, 2, 3 order by 1, 2, 3;

insert into usage_session_days
select date_bin('1 day', bucket, '2000-01-03Z'), session_id, user_id, sum(events), sum(errors), sum(timed), sum(duration_us),
  max(max_duration_us)
from usage_quarter_hours group by 1, 2, 3 order by 1, 3, 2;

insert into usage_user_weeks
select date_bin('7 days', bucket, '2000-01-03Z'), user_id, sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us)
from usage_session_days group by 1, 2 order by 1, 2;

insert into usage_user_four_weeks
select date_bin('28 days', bucket, '2000-01-03Z'), user_id, sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us)
from usage_user_weeks group by 1, 2 order by 1, 2;
