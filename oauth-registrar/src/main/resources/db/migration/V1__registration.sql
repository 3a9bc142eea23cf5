create table desired_registration (
  instance_uid text primary key,
  instance_url text    not null,
  role_arn     text    not null,
  gateway_url  text    not null,
  removed      boolean not null,
  outage_since timestamptz
);

comment on table desired_registration is 'the desired state according to the newest settings of each instance';
comment on column desired_registration.removed is 'after a disconnect: registration and application are to be deleted';
comment on column desired_registration.outage_since is
  'first refusal since the last success or newer settings that may be an outage behind the gateway';

create table iam_access (
  instance_uid      text primary key,
  revision          bigint      not null,
  settings_revision bigint      not null,
  role_arn          text        not null,
  provisioned_at    timestamptz not null
);

comment on table iam_access is 'newest outcome that reports that AWS lets the gateway assume the role';

create table registration (
  instance_uid   text primary key,
  application_id bigint  not null,
  client_id      text    not null,
  instance_url   text    not null,
  role_arn       text,
  gateway_url    text,
  invalidated    boolean not null,
  constraint role_and_gateway check ((role_arn is null) = (gateway_url is null))
);

comment on table registration is 'our application in GitLab and its registration; never its secret';
comment on column registration.role_arn is 'null while the current secret is not registered';
comment on column registration.invalidated is
  'set before the registration is replaced or removed: from then on it may exist or not';
