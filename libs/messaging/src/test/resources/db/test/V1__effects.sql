-- What a handler did, without any guard against doing it twice.
create table effect (
    event_id text not null,
    key      text not null,
    data     text not null
);

-- The order in which writers committed, per key.
create table commit_counter (
    key text primary key,
    n   bigint not null
);

create table commit_order (
    key      text   not null,
    n        bigint not null,
    event_id uuid   not null
);
