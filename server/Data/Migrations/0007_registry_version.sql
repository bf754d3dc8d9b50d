-- The version of everything that answers about usage depend on beside the events themselves. An answer holds as long as neither this number
-- nor the number of events in its range has changed, so whoever changes one of these adds 1 here, in the same transaction and as its last step:
--   who is in which group (group_users); when a user was first seen (users.registered_at, else first_event_at), where he was seen before;
--   kind and tags of a function; the names that rows are ordered by; events that are taken away, as the rollups keep counting them.
-- What an event brings along (its user, kind, function, package, entities, error) is new with it, and is never renamed.
create table registry_version (
  one boolean primary key default true check (one),
  version bigint not null
);
insert into registry_version (version) values (0);
