-- The wishes to look now, counted: one row for an instance, with the newest.
create table verification (
    instance_uid text        primary key,
    revision     bigint      not null check (revision > 0),
    requested_by text        not null,
    requested_at timestamptz not null
);
