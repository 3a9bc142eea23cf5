-- After a disconnect: registration and application are to go.
alter table desired_registration add column removed boolean not null default false;
