-- Requests per task and key; the row is the lock that orders requests and ends of runs; see docs/adr/0004.
-- Never yields a number twice, so that a run that was declared dead cannot end a later run.
create sequence reconcile_number;

create table reconcile_request (
    task         text        not null,
    key          text        not null,
    -- Grows with every request; after a run with an older generation follows another run.
    generation   bigint      not null default nextval('reconcile_number'),
    attempts     integer     not null default 0,
    traceparent  text,
    requested_at timestamptz not null default now(),
    last_run_at  timestamptz,
    last_outcome text,
    primary key (task, key)
);

create index reconcile_request_failing on reconcile_request (task) where last_outcome in ('retry', 'exception');

-- The work queue, as db-scheduler defines it.
create table reconcile_execution (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null default nextval('reconcile_number'),
    primary key (task_name, task_instance)
);

create index reconcile_execution_due on reconcile_execution (execution_time);
create index reconcile_execution_heartbeat on reconcile_execution (last_heartbeat) where picked;
