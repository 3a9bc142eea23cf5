alter table setup add column kind text not null default 'SET_UP'
    check (kind in ('SET_UP', 'DISCONNECT', 'DISCONNECT_AND_DELETE'));

-- What was answered to a request, so that the same request sent again is answered the same.
create table answered_request (
    idempotency_key text        not null,
    caller          text        not null,
    operation       text        not null,
    body            text        not null,
    answer          text        not null,
    answered_at     timestamptz not null,
    primary key (caller, operation, idempotency_key)
);
create index answered_request_age on answered_request (answered_at);
