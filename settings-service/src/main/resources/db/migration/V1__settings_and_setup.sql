create table instance_settings (
    instance_uid        text        primary key,
    role_arn            text        not null,
    availability        text        not null check (availability in ('DEFAULT_ON', 'DEFAULT_OFF', 'NEVER_ON')),
    auto_review_enabled boolean     not null,
    revision            bigint      not null check (revision > 0),
    changed_by          text        not null,
    changed_at          timestamptz not null,
    check (availability = 'DEFAULT_ON' or not auto_review_enabled)
);

-- The row lock of the set-up orders everything that changes an instance: saves and reports.
create table setup (
    instance_uid       text        primary key,
    revision           bigint      not null default 0,
    role_arn           text,
    started_at         timestamptz,
    connected_role_arn text,
    change_number      bigint      not null default 0
);

create table setup_step (
    id                text        primary key,
    instance_uid      text        not null references setup,
    step              text        not null,
    settings_revision bigint      not null,
    outcome_revision  bigint      not null,
    state             text        not null,
    since             timestamptz,
    attempts          integer     not null,
    detail            text        not null,
    failure_kind      text,
    failure_code      text,
    failure_detail    text,
    failure_remedy    text,
    next_attempt_at   timestamptz,
    failed_at         timestamptz,
    unique (instance_uid, step)
);
