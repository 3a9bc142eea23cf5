-- True from just before a registration is ended or replaced: it may be there still, or not.
alter table registration add column ending boolean not null default false;
