-- Consumed events, each claimed in the transaction of its effect; see docs/adr/0003.
create table inbox (
    consumer     text        not null,
    event_id     text        not null,
    topic        text        not null,
    partition    integer     not null,
    record_offset bigint     not null,
    claimed_at   timestamptz not null default now(),
    primary key (consumer, event_id)
);

create index inbox_claimed on inbox (claimed_at);
