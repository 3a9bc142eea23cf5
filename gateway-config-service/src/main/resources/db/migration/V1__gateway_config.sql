create table gateway_config (
  instance_uid text primary key,
  environment  text not null check (environment in ('PRODUCTION', 'STAGING')),
  gateway_url  text not null
);

comment on table gateway_config is 'the desired configuration of each GitLab instance';

create table gitlab_node (
  name                text primary key,
  reconfigure_pending boolean     not null,
  failure_code        text,
  observed_at         timestamptz not null
);

comment on table gitlab_node is 'how each GitLab node was left';
comment on column gitlab_node.reconfigure_pending is
  'set before gitlab.rb is written, cleared after a successful reconfigure: survives a crash between the two';
