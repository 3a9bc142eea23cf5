-- Several chains, so that changes of different scopes do not wait for one another's commit; see docs/adr/0011.
-- Chain 0 holds what was written before, with its numbers as ids; nothing is added to it any more.
-- In the order of those who append, so that neither ends in a deadlock.
lock table audit_head, audit_entry in access exclusive mode;

alter table audit_entry
    add column id bigint,
    add column chain smallint not null default 0 check (chain between 0 and 16);
alter table audit_entry alter column chain drop default;

alter table audit_entry disable trigger audit_entry_is_append_only;
update audit_entry set id = sequence;
alter table audit_entry enable trigger audit_entry_is_append_only;

alter table audit_entry
    alter column id set not null,
    add constraint audit_entry_id unique (id),
    drop constraint audit_entry_pkey,
    add primary key (chain, sequence);

-- Drawn by whoever appends, while the head of the chain is locked: the id is in the hash.
create sequence audit_entry_number;
select setval('audit_entry_number', (select coalesce(max(id), 0) + 1 from audit_entry), false);

-- One row for each chain. Its lock orders those who append to it.
drop trigger audit_head_only_grows on audit_head;
alter table audit_head add column chain smallint not null default 0 check (chain between 0 and 16);
alter table audit_head alter column chain drop default, drop column single;
alter table audit_head add primary key (chain);
insert into audit_head (chain, entries, last_hash)
    select chain, 0, repeat('0', 64) from generate_series(1, 16) as chain;

create trigger audit_head_only_grows
    before update on audit_head
    for each row
    when (new.entries is distinct from old.entries + 1 or new.chain is distinct from old.chain or old.chain = 0)
    execute function refuse_change_of_audit();
