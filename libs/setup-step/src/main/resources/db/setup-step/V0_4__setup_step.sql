-- One row for each step of each instance: which settings it answers, and what was published about it.
create table setup_step (
  step              text    not null,
  instance_uid      text    not null,
  settings_revision bigint  not null,
  status            text    not null check (status in ('PENDING', 'IN_PROGRESS', 'DONE', 'FAILED')),
  attempts          integer not null,
  outcome_revision  bigint  not null,
  outcome_due       boolean not null,
  settling_since    timestamptz,
  failure_code      text,
  primary key (step, instance_uid)
);

comment on column setup_step.settings_revision is 'newest accepted settings; older events are ignored';
comment on column setup_step.status is 'PENDING: the start has not been published yet';
comment on column setup_step.attempts is 'finished attempts for these settings';
comment on column setup_step.outcome_revision is 'revision of the last published outcome; never reset';
comment on column setup_step.outcome_due is 'something changed since the last outcome: publish the next success';
comment on column setup_step.settling_since is 'since when the remote system is not consistent; null when it is';
