-- An instance can end: taken down, let go of, or followed by a new uid of the same GitLab.
alter table iam_access
  add column wanted                text not null default 'PRESENT'
    check (wanted in ('PRESENT', 'ABSENT', 'RELEASED', 'SUPERSEDED')),
  add column gitlab_url            text,
  add column changed_at            timestamptz,
  add column previous_uid          text,
  add column previous_provider_url text,
  add column previous_audience     text,
  add column drift                 text not null default '';

comment on column iam_access.gitlab_url is 'by this a restored GitLab is known; null until the settings are saved again';
comment on column iam_access.changed_at is 'when the settings were saved; of two uids of one GitLab the later one counts';
comment on column iam_access.previous_uid is 'whose provider is to be cleared away; null when that is done';
comment on column iam_access.drift is 'the differences that were last shown and not repaired, one a line';
