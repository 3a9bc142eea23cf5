-- An instance keeps its uid and gets another provider when its gateway environment is changed.
alter table previous_instance
  drop constraint previous_instance_pkey,
  add primary key (aggregate, provider_url);

comment on table previous_instance is 'providers of before that are to be cleared away; gone when that is done';
