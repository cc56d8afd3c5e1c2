alter table <schema>.audit add column if not exists number bigint;

alter table <schema>.audit add column if not exists previous character varying;

alter table <schema>.audit add column if not exists hash character varying;

create table if not exists <schema>.audit_heads (
  dataset character varying primary key,
  number bigint not null,
  hash character varying not null
);
