-- Told by membership-service, before or after the disconnect itself is heard of.
create table account_release (
  instance_uid      text primary key,
  settings_revision bigint not null
);

comment on table account_release is 'who has let go of the service account: registration and application went before it';
