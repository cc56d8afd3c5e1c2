alter table <schema>.audit add column if not exists number bigint;

alter table <schema>.audit add column if not exists previous text;

alter table <schema>.audit add column if not exists hash text;

create table if not exists <schema>.audit_heads (
  dataset text primary key,
  number bigint not null,
  hash text not null
);
