-- The trace in which a step was last reported on, for looking it up.
alter table setup_step add column trace_id text;
