-- What is asked for, per task and key; its row is the lock that orders requests and ends of runs; see docs/adr/0004.
-- Numbers that are never drawn twice, so that a run taken for dead cannot end a later one.
create sequence reconcile_number;

create table reconcile_request (
    task         text        not null,
    key          text        not null,
    -- Grows with every request; a run that ends under a newer one is followed by another run.
    generation   bigint      not null default nextval('reconcile_number'),
    attempts     integer     not null default 0,
    priority     smallint    not null,
    traceparent  text,
    requested_at timestamptz not null default now(),
    last_run_at  timestamptz,
    last_outcome text,
    primary key (task, key)
);

create index reconcile_request_failing on reconcile_request (task) where last_outcome in ('retry', 'exception');

-- The work queue, in db-scheduler's own shape.
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
    priority             smallint,
    primary key (task_name, task_instance)
);

create index reconcile_execution_due on reconcile_execution (priority desc, execution_time asc) where not picked;
create index reconcile_execution_time on reconcile_execution (execution_time);
create index reconcile_execution_heartbeat on reconcile_execution (last_heartbeat) where picked;
