create table iam_access (
  instance_uid           text        primary key,
  gitlab_url             text        not null,
  role_partition         text        not null,
  role_account_id        text        not null,
  role_path              text        not null,
  role_name              text        not null,
  provider_url           text        not null,
  audience               text        not null,
  desired_state          text        not null
    check (desired_state in ('PRESENT', 'ABSENT', 'RELEASED', 'SUPERSEDED')),
  changed_at             timestamptz not null,
  reported_drift         text        not null,
  verification_requested bigint      not null,
  verification_answered  bigint      not null,
  provisioned            boolean     not null default false
);

create index iam_access_gitlab on iam_access (gitlab_url);

comment on table iam_access is 'the desired access of each instance; deleted by a teardown';
comment on column iam_access.gitlab_url is 'identifies a GitLab that was restored under another instance uid';
comment on column iam_access.changed_at is 'when the settings were saved; of two uids of one GitLab the newer one manages the role';
comment on column iam_access.reported_drift is 'the drift that was last reported and not repaired, one difference a line';
comment on column iam_access.verification_requested is 'revision of the newest requested verification; 0 without one';
comment on column iam_access.verification_answered is 'newest verification that an outcome event has answered';
comment on column iam_access.provisioned is
  'AWS was in the desired state once: from then on what is missing is drift, before it is still to be created';

create table access_check (
  instance_uid    text    primary key references iam_access on delete cascade,
  role_tagged     boolean not null,
  provider_tagged boolean not null,
  repairs         jsonb   not null
);

comment on table access_check is 'what earlier checks of the access found; written and deleted with it';
comment on column access_check.role_tagged is 'the role had the ownership tag; without it now, the tag was removed';
comment on column access_check.provider_tagged is 'the same of the identity provider';
comment on column access_check.repairs is 'what attempts for the present settings have repaired since the last success; part of each outcome event until then';

create table previous_resource (
  instance_uid  text        not null,
  kind          text        not null check (kind in ('PROVIDER', 'ROLE')),
  resource      text        not null,
  owner_uid     text        not null,
  audience      text,
  configured_at timestamptz not null,
  recorded_at   timestamptz not null,
  primary key (instance_uid, kind, resource)
);

create index previous_resource_owner on previous_resource (owner_uid);

comment on table previous_resource is 'what an instance used in AWS before and may still have to delete';
comment on column previous_resource.resource is 'URL of the provider or ARN of the role';
comment on column previous_resource.owner_uid is 'value of its ownership tag';
comment on column previous_resource.audience is 'of a provider';
comment on column previous_resource.configured_at is 'when the settings that named it were saved';
comment on column previous_resource.recorded_at is 'forgotten at the earliest after the settle timeout: AWS may not show it yet';

create table role_lease (
  role         text        primary key,
  instance_uid text        not null,
  expires_at   timestamptz not null
);

comment on table role_lease is 'the instance whose run may change a role; deleted when the run is recorded';
comment on column role_lease.expires_at is 'then another instance can acquire it: the run is dead';

create table account_release (
  instance_uid      text   primary key,
  settings_revision bigint not null
);

comment on table account_release is 'settings for which the service account was released; a teardown waits for that';
