-- Written by the intake only, as all that is wanted.

ALTER TABLE instance_setting ADD COLUMN disconnected boolean NOT NULL DEFAULT false;

-- Told by oauth-registrar, before or after the disconnect itself is heard of.
CREATE TABLE registration_end (
    instance_uid      text   PRIMARY KEY,
    settings_revision bigint NOT NULL
);
