-- Never yields a number twice: a pass of another instance is not taken for one of this instance.
create sequence gateway_config_pass;

create table gateway_config (
  instance_uid text primary key,
  desired      text        not null check (desired in ('PRODUCTION', 'STAGING', 'ABSENT', 'RELEASED')),
  gateway_url  text        check (gateway_url is not null or desired in ('ABSENT', 'RELEASED')),
  claimed_at   timestamptz not null,
  saved_at     timestamptz not null,
  pass         bigint      not null default nextval('gateway_config_pass'),
  ended        boolean     not null default false,
  next_pass_at timestamptz,
  failures     integer     not null default 0
);

comment on table gateway_config is 'the desired configuration of each GitLab instance; the one that was saved last is active';
comment on column gateway_config.desired is 'ABSENT: removed after a disconnect; RELEASED: no longer managed';
comment on column gateway_config.claimed_at is 'when the administrator saved last, by the clock of settings-service; a disconnect does not count';
comment on column gateway_config.saved_at is 'when this service received it';
comment on column gateway_config.pass is 'the present or last round over all nodes';
comment on column gateway_config.failures is 'consecutive passes that failed';

create table gitlab_node (
  name               text primary key,
  position           integer     not null,
  connection         text        not null,
  phase              text        not null default 'PENDING',
  rolling_back       boolean     not null default false,
  since              timestamptz not null default now(),
  pass               bigint      not null default 0,
  goal               text,
  verified_goal      text,
  failed_goal        text,
  job_id             uuid,
  job_started_at     timestamptz,
  reconfigure_required boolean   not null default false,
  output             text,
  failure_kind       text        check (failure_kind in ('REFUSED', 'UNAVAILABLE')),
  failure_code       text,
  failure_detail     text,
  failure_remedy     text,
  drift              text        not null default '[]',
  gitlab_version     text,
  updated_at         timestamptz not null default now(),
  version            bigint      not null default 0
);

comment on table gitlab_node is 'the GitLab nodes of the configuration, and how far each is';
comment on column gitlab_node.connection is 'how the node is reached, as JSON, without secrets';
comment on column gitlab_node.pass is 'the last pass that the node finished';
comment on column gitlab_node.failed_goal is 'not attempted again before a save or a verification';
comment on column gitlab_node.job_id is 'stored before the job is started, cleared when its end is seen';
comment on column gitlab_node.version is 'a state is stored only over the one that it was made from';
