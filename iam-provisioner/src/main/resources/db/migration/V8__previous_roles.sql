-- Another role can be saved; the one of before stays in AWS until a disconnect is asked to delete it.
create table previous_role (
  aggregate       text        not null references iam_access,
  role_partition  text        not null,
  role_account_id text        not null,
  role_path       text        not null,
  role_name       text        not null,
  instance_uid    text        not null,
  followed        timestamptz not null,
  known_since     timestamptz not null default now(),
  primary key (aggregate, role_partition, role_account_id, role_path, role_name)
);

comment on table previous_role is 'roles of before that are still to be deleted if that is asked for; gone when it was done';
comment on column previous_role.instance_uid is 'the uid of the instance when it was given up: the value of its tag';
comment on column previous_role.followed is 'when the settings that named it were saved';
comment on column previous_role.known_since is 'since when it is remembered here: AWS may show it late';
