alter table iam_access add column provisioned boolean not null default false;

comment on column iam_access.provisioned is
  'AWS was in the desired state once: from then on what is missing is drift, before it is still to be created';
