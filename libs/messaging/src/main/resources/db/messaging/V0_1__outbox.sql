-- Events to publish. A row is written in the transaction of its state; see docs/adr/0002.
create table outbox (
    id              bigint generated always as identity primary key,
    event_id        uuid        not null unique,
    topic           text        not null,
    -- Bounded, because it is indexed.
    key             text        not null check (octet_length(key) between 1 and 2048),
    type            text        not null,
    subject         text        not null,
    source          text        not null,
    traceparent     text,
    -- text, not jsonb: the event is sent byte for byte as appended.
    data            text        not null,
    created_at      timestamptz not null default clock_timestamp(),
    published_at    timestamptz,
    -- Set while this row is parked: it and the later rows of its key wait until then.
    next_attempt_at timestamptz,
    attempts        integer     not null default 0,
    parked_reason   text
);

create index outbox_pending on outbox (id) where published_at is null;
create index outbox_parked on outbox (topic, key) where published_at is null and next_attempt_at is not null;
create index outbox_published on outbox (published_at) where published_at is not null;
