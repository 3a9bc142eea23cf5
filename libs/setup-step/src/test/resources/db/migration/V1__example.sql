create table example_desired (
  instance_uid text primary key,
  gateway_url  text not null
);
