-- A refusal is an answer too. What was kept before was always a 202 and says its revision itself.
alter table answered_request
    add column status integer not null default 202 check (status between 200 and 499),
    add column entity_tag text;
update answered_request set entity_tag = '"' || (answer::json ->> 'revision') || '"';
alter table answered_request
    alter column status drop default,
    alter column entity_tag set not null;
