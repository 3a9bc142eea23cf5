create table access_check (
  instance_uid       text    primary key references iam_access on delete cascade,
  role_tagged        boolean not null,
  provider_tagged    boolean not null,
  unreported_repairs jsonb   not null
);

comment on table access_check is 'what earlier checks of the access found; written and deleted with it';
comment on column access_check.role_tagged is 'the role had the ownership tag; without it now, the tag was removed';
comment on column access_check.provider_tagged is 'the same of the identity provider';
comment on column access_check.unreported_repairs is 'what attempts without an outcome event have repaired; part of the next event';
