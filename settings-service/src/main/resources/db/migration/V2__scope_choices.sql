-- A row stays when its scope inherits again: the revision must go on growing.
create table scope_choice (
    kind         text        not null check (kind in ('GROUP', 'PROJECT')),
    id           bigint      not null check (id > 0),
    availability text        check (availability in ('DEFAULT_ON', 'DEFAULT_OFF', 'NEVER_ON')),
    revision     bigint      not null check (revision > 0),
    changed_by   text        not null,
    changed_at   timestamptz not null,
    full_path    text        not null, -- at the time of the change, for people who read the table
    primary key (kind, id),
    check (kind = 'GROUP' or availability is distinct from 'NEVER_ON')
);
