-- Who made it; null where nobody said. A function without an author of its own has its package's.
alter table packages add column author_id int references users;
alter table functions add column author_id int references users;
