-- Few events are errors: from this index alone they are counted one by one, whatever they are counted by.
create index events_errors_idx on events (event_time) include (event_type_id, user_id, session_id, error_handled) where is_error;

alter table package_versions
  add column id int generated always as identity,
  add constraint package_versions_id_key unique (id);

-- From when until when each version was the latest one of its package. What has no date of publication never was.
create view package_version_times as
select id, package_id, version, published_at as since,
  coalesce(lead(published_at) over (partition by package_id order by published_at, id), 'infinity') as until
from package_versions
where published_at is not null;

-- What people say about an error. Rows are only added: the last one of an error holds, all of them are its history.
create table error_marks (
  id bigint generated always as identity primary key,
  error_id int not null references errors,
  marked_at timestamptz not null,
  marked_by text not null,
  is_error boolean not null,
  comment text
);
create index error_marks_error_idx on error_marks (error_id, id);
comment on column error_marks.marked_by is 'as the client says: there is no sign-in';
comment on column error_marks.is_error is 'false where it was said that this is not an error';

-- Errors of which the last word is that they are none.
create view errors_not_errors as
select error_id from (select distinct on (error_id) error_id, is_error from error_marks order by error_id, id desc) last where not is_error;
