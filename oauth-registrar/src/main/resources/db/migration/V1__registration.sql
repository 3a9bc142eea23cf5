-- What the newest settings ask for.
create table desired_registration (
  instance_uid text primary key,
  revision     bigint not null,
  instance_url text not null,
  role_arn     text not null,
  gateway_url  text not null
);

-- The newest outcome that says that AWS lets the gateway in.
create table iam_access (
  instance_uid      text primary key,
  revision          bigint not null,
  settings_revision bigint not null,
  role_arn          text not null,
  provisioned_at    timestamptz not null
);

-- Our application in GitLab, and what it is registered for. Never its secret.
create table registration (
  instance_uid      text primary key,
  application_id    bigint not null,
  client_id         text not null,
  instance_url      text not null,
  role_arn          text,
  gateway_url       text,
  settings_revision bigint,
  constraint registered_wholly_or_not
    check (num_nulls(role_arn, gateway_url, settings_revision) in (0, 3))
);

-- How far the step is, and which outcome revision was said last.
create table step_progress (
  instance_uid      text primary key,
  settings_revision bigint not null,
  status            text not null check (status in ('PENDING', 'IN_PROGRESS', 'DONE', 'FAILED')),
  attempt           integer not null,
  outcome_revision  bigint not null
);
