-- What a walk sees of the account, beside the tree itself.

ALTER TABLE gitlab_group ADD COLUMN account_level integer;
ALTER TABLE gitlab_project ADD COLUMN account_level integer;
COMMENT ON COLUMN gitlab_group.account_level IS
    'the access level of the account''s direct membership, as the last walk saw it; null: none';
COMMENT ON COLUMN gitlab_project.account_level IS
    'the access level of the account''s direct membership, as the last walk saw it; null: none';

ALTER TABLE tree_scan DROP CONSTRAINT tree_scan_phase_check;
ALTER TABLE tree_scan ADD CONSTRAINT tree_scan_phase_check CHECK
    (phase IN ('PROJECTS', 'GROUPS', 'PROJECT_MEMBERSHIPS', 'GROUP_MEMBERSHIPS', 'COMPLETE', 'TREE_ONLY'));

-- The walks so far did not look at memberships: nothing can be concluded from them.
DELETE FROM tree_scan;
