-- The wishes to look now, counted: one row for an instance, with the newest.
create table verification (
    instance_uid text        primary key,
    revision     bigint      not null check (revision > 0),
    requested_by text        not null,
    requested_at timestamptz not null
);

-- What a service saw when it last looked: a JSON array of {what, expected, found, repaired}.
alter table setup_step
    add column checked_at timestamptz,
    add column drift      text not null default '[]';
