-- Null in rows from before it could be saved: for them the configured environment goes on counting.
alter table instance_settings add column gateway_environment text
    check (gateway_environment in ('PRODUCTION', 'STAGING'));
