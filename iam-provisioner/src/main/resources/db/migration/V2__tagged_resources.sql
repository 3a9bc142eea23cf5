alter table iam_access
  add column role_tagged     boolean not null default false,
  add column provider_tagged boolean not null default false;

comment on column iam_access.role_tagged is 'the role had the ownership tag when it was last checked; without it now, the tag was removed';
comment on column iam_access.provider_tagged is 'the same of the identity provider';
