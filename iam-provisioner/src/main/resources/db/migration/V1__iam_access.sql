-- One row for each GitLab instance: what is wanted, how far it is, what was seen.
create table iam_access (
  aggregate          text primary key,
  instance_uid       text        not null,
  role_partition     text        not null,
  role_account_id    text        not null,
  role_path          text        not null,
  role_name          text        not null,
  provider_url       text        not null,
  audience           text        not null,
  settings_revision  bigint      not null,
  status             text        not null check (status in ('PENDING', 'IN_PROGRESS', 'DONE', 'FAILED')),
  started_revision   bigint      not null default 0,
  outcome_revision   bigint      not null default 0,
  attempts           integer     not null default 0,
  settling_since     timestamptz,
  failure_code       text,
  observed_at        timestamptz,
  observed_revision  bigint
);

comment on column iam_access.settings_revision is 'newest settings event stored; older ones change nothing';
comment on column iam_access.started_revision is 'newest settings of which it was said that work began';
comment on column iam_access.outcome_revision is 'revision of the last outcome event; never reset';
comment on column iam_access.settling_since is 'since when AWS does not agree with itself; null when it does';
comment on column iam_access.observed_at is 'when AWS was last seen to be as wanted';
comment on column iam_access.observed_revision is 'the settings that it was as wanted for';
