-- The rights of the run-time role, which is the user of the datasource; see docs/adr/0020. Flyway applies this file
-- again when it, or the name of the role, has changed.
do $$
declare
    runtime_role constant text := '${runtime-role}';
    tables constant text := '"${flyway:defaultSchema}"';
begin
    -- Without a role of its own the service does not start: RuntimeRoleCheck says what to do.
    if runtime_role = current_user then
        return;
    end if;
    execute format('grant usage on schema %s to %I', tables, runtime_role);
    execute format('grant select, insert, update, delete on all tables in schema %s to %I', tables, runtime_role);
    execute format('grant usage on all sequences in schema %s to %I', tables, runtime_role);
    -- Of later migrations too.
    execute format('alter default privileges in schema %s grant select, insert, update, delete on tables to %I',
        tables, runtime_role);
    execute format('alter default privileges in schema %s grant usage on sequences to %I', tables, runtime_role);

    execute format('revoke all on "${flyway:table}", audit_entry, audit_head from %I', runtime_role);
    execute format('grant select, insert on audit_entry to %I', runtime_role);
    execute format('grant select on audit_head to %I', runtime_role);
    execute format('grant execute on function lock_audit_head to %I', runtime_role);
end
$$;
