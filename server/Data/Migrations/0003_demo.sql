-- Which demo data this database holds. Seed, size and end decide every event of it, so a load that was broken off goes on with the same ones.
create table demo_data (
  seed int not null,
  events int not null,
  told_until timestamptz not null,
  finished_at timestamptz
);
-- One row at most.
create unique index demo_data_one_idx on demo_data ((true));
comment on column demo_data.events is 'about how many were asked for';
comment on column demo_data.finished_at is 'null while it is being loaded';
