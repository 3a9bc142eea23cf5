create table instance_settings (
    instance_uid        text        primary key,
    role_arn            text        not null,
    availability        text        not null check (availability in ('DEFAULT_ON', 'DEFAULT_OFF', 'NEVER_ON')),
    auto_review_enabled boolean     not null,
    revision            bigint      not null check (revision > 0),
    changed_by          text        not null,
    changed_at          timestamptz not null,
    -- Null: the configured environment applies.
    gateway_environment text        check (gateway_environment in ('PRODUCTION', 'STAGING')),
    check (availability = 'DEFAULT_ON' or not auto_review_enabled)
);

-- The row stays when the scope inherits again: its revision must keep growing.
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

-- The row lock of the set-up serializes all changes of an instance: saves and outcomes.
create table setup (
    instance_uid       text        primary key,
    revision           bigint      not null default 0,
    kind               text        not null default 'SET_UP'
        check (kind in ('SET_UP', 'DISCONNECT', 'DISCONNECT_AND_DELETE')),
    removes_gateway_config boolean not null default false,
    role_arn           text,
    started_at         timestamptz,
    connected_role_arn text,
    steps              jsonb       not null default '[]', -- the latest progress of each step: StepProgress
    change_number      bigint      not null default 0,
    check (kind <> 'SET_UP' or not removes_gateway_config)
);

-- The newest changes of the set-up, as the event stream sends them. The document is text, not jsonb: a replay
-- is byte for byte what was sent first. `previous` is the previous change of the instance: a client that has
-- received that one misses nothing.
create table setup_change (
    -- A new set-up may reuse the numbers: its changes are deleted with it.
    instance_uid  text   not null references setup on delete cascade,
    change_number bigint not null,
    previous      bigint not null,
    document      text   not null,
    -- The number first: the oldest rows, of any instance, are at one end of the index.
    primary key (change_number, instance_uid)
);

-- Responses to requests with an Idempotency-Key.
create table idempotency_record (
    caller          text        not null,
    operation       text        not null,
    idempotency_key text        not null,
    request_body    text        not null,
    status          integer     not null check (status between 200 and 499),
    response_body   text        not null,
    entity_tag      text        not null,
    recorded_at     timestamptz not null,
    primary key (caller, operation, idempotency_key)
);
create index idempotency_record_age on idempotency_record (recorded_at);

-- The revision of the on-demand drift checks of an instance, with the last request.
create table verification (
    instance_uid text        primary key,
    revision     bigint      not null check (revision > 0),
    requested_by text        not null,
    requested_at timestamptz not null
);

-- Every change of a setting in sixteen hash chains, so that changes of different scopes do not wait for each
-- other's commit; see docs/adr/0011. libs/audit-chain/README.md specifies the encoding.
create table audit_entry (
    -- From audit_entry_number, drawn while the head of the chain is locked: the id is in the hash.
    id            bigint      not null unique,
    chain         smallint    not null check (chain between 1 and 16),
    sequence      bigint      not null check (sequence > 0),
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
    hash          text        not null check (hash ~ '^[0-9a-f]{64}$'),
    primary key (chain, sequence)
);
create sequence audit_entry_number;

-- One row per chain. Its lock orders the writers of the chain; its count detects a truncation at the end.
create table audit_head (
    chain     smallint primary key check (chain between 1 and 16),
    entries   bigint   not null check (entries >= 0),
    last_hash text     not null check (last_hash ~ '^[0-9a-f]{64}$')
);
insert into audit_head (chain, entries, last_hash)
    select chain, 0, repeat('0', 64) from generate_series(1, 16) as chain;

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
    for each row when (new.entries is distinct from old.entries + 1 or new.chain is distinct from old.chain)
    execute function refuse_change_of_audit();

-- The run-time role has no right to change a head: only this trigger moves it, and only with the next entry.
create function extend_audit_chain() returns trigger language plpgsql security definer
    -- Objects of the caller must not take the place of ours; pg_temp would be first if it were not named.
    set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
    update audit_head set entries = new.sequence, last_hash = new.hash
        where chain = new.chain and entries = new.sequence - 1 and last_hash = new.previous_hash;
    if not found then
        raise exception 'entry % does not extend chain %', new.sequence, new.chain
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end
$$;

create trigger audit_entry_extends_its_chain
    after insert on audit_entry for each row execute function extend_audit_chain();

-- Locks the head until the end of the transaction, which needs a right that the run-time role does not have,
-- and draws the id of the next entry. In this order: the id must grow along the chain.
create function lock_audit_head(of_chain integer)
    returns table (chain smallint, entries bigint, last_hash text, next_id bigint)
    language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
    select h.chain, h.entries, h.last_hash into chain, entries, last_hash
        from audit_head h where h.chain = of_chain for update;
    if found then
        next_id := nextval('audit_entry_number');
        return next;
    end if;
end
$$;
revoke execute on function lock_audit_head from public;

-- One row: when the heads were last published, by any replica.
create table audit_publication (
    revision     bigint      not null,
    published_at timestamptz not null
);
insert into audit_publication values (0, '-infinity');
create unique index audit_publication_is_one_row on audit_publication ((true));
