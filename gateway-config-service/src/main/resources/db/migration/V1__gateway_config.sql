-- One row for each GitLab instance: what is wanted and how far it is.
create table gateway_config (
  aggregate          text primary key,
  instance_uid       text    not null,
  environment        text    not null check (environment in ('PRODUCTION', 'STAGING')),
  gateway_url        text    not null,
  settings_revision  bigint  not null,
  status             text    not null check (status in ('PENDING', 'IN_PROGRESS', 'DONE', 'FAILED')),
  started_revision   bigint  not null default 0,
  outcome_revision   bigint  not null default 0,
  attempts           integer not null default 0,
  failure_code       text
);

comment on column gateway_config.settings_revision is 'newest settings event stored; older ones change nothing';
comment on column gateway_config.started_revision is 'newest settings of which it was said that work began';
comment on column gateway_config.outcome_revision is 'revision of the last outcome event; never reset';

-- One row for each GitLab node: how it was left.
create table gitlab_node (
  name                 text primary key,
  reconfigure_pending  boolean     not null,
  failure_code         text,
  observed_at          timestamptz not null
);

comment on column gitlab_node.reconfigure_pending is
  'set before gitlab.rb is written, cleared when a reconfigure ended well: survives a crash between the two';
