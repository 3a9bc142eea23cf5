-- Every change of a setting, chained by hashes; the encoding is in libs/audit-chain/README.md.
create table audit_entry (
    sequence      bigint      primary key check (sequence > 0),
    occurred_at   timestamptz not null,
    actor         text        not null,
    action        text        not null,
    scope_type    text        not null check (scope_type in ('instance', 'group', 'project')),
    scope_id      text        not null,
    scope_path    text,
    -- Not jsonb: the hash is over the text as it was written.
    before        json,
    after         json,
    previous_hash text        not null check (previous_hash ~ '^[0-9a-f]{64}$'),
    hash          text        not null check (hash ~ '^[0-9a-f]{64}$')
);

-- One row. Its lock orders those who append; what it counts shows a chain that was cut at its end.
create table audit_head (
    single    boolean primary key default true check (single),
    entries   bigint  not null check (entries >= 0),
    last_hash text    not null check (last_hash ~ '^[0-9a-f]{64}$')
);

insert into audit_head (entries, last_hash) values (0, repeat('0', 64));

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
        using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_is_append_only
    before update or delete or truncate on audit_entry
    for each statement execute function refuse_change_of_audit();

create trigger audit_head_stays
    before delete or truncate on audit_head
    for each statement execute function refuse_change_of_audit();

create trigger audit_head_only_grows
    before update on audit_head
    for each row when (new.entries is distinct from old.entries + 1)
    execute function refuse_change_of_audit();
