-- An administrator can ask for a look; it is answered also when nothing differs.
alter table iam_access
  add column verification_asked    bigint not null default 0,
  add column verification_answered bigint not null default 0;

comment on column iam_access.verification_asked is 'newest wish for a look; older ones change nothing';
comment on column iam_access.verification_answered is 'newest wish that an outcome event has answered';
