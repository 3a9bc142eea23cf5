-- A GitLab can be restored again before its provider of before is cleared away.
create table previous_instance (
  aggregate    text        not null references iam_access,
  instance_uid text        not null,
  provider_url text        not null,
  audience     text        not null,
  followed     timestamptz not null,
  known_since  timestamptz not null default now(),
  primary key (aggregate, instance_uid)
);

comment on table previous_instance is 'uids of before whose providers are to be cleared away; gone when that is done';
comment on column previous_instance.aggregate is 'the instance under its uid of now';
comment on column previous_instance.followed is 'when the settings under the uid of before were saved';
comment on column previous_instance.known_since is 'since when it is to be cleared away from here';

insert into previous_instance (aggregate, instance_uid, provider_url, audience, followed)
select aggregate, previous_uid, previous_provider_url, previous_audience, coalesce(changed_at, now())
from iam_access
where previous_uid is not null;

alter table iam_access
  drop column previous_uid,
  drop column previous_provider_url,
  drop column previous_audience;
