-- Each change of the set-up as it was told to those who listen, the newest few of them. It is the document
-- itself, text and not jsonb: what is told again is what was told then, byte for byte, by whatever version,
-- and nothing has to be put together again from parts. `previous` is the instance's change before it: who
-- has seen that one misses nothing.
create table setup_change (
    -- A new row of the set-up may be given the same numbers: what was told of the old one goes with it.
    instance_uid  text   not null references setup on delete cascade,
    change_number bigint not null,
    previous      bigint not null,
    document      text   not null,
    -- The number first: the oldest rows, of whichever instance, are one end of the index.
    primary key (change_number, instance_uid)
);
