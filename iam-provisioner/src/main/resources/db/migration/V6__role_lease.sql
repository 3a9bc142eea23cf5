-- One writer per role: two uids of one GitLab, or two instances, can be given the same one.
create table role_lease (
  role      text        primary key,
  aggregate text        not null,
  until     timestamptz not null
);

comment on table role_lease is 'which instance''s run may call AWS for a role; gone when the run is recorded';
comment on column role_lease.until is 'from then on another instance may take it: its run is dead';
