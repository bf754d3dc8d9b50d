-- How far an import from another database is: events up to this one are in the log. It goes when the import is finished, so that the next
-- one reads everything again and finds what came in late.
create table import_positions (
  source text primary key,
  event_time timestamp not null,
  event_id uuid not null
);
comment on column import_positions.source is 'system identifier and database of the source, which a copy of it does not share';
