alter table <schema>._columns add column if not exists published boolean default true not null;

alter table <schema>._control add column if not exists removed bigint default 0 not null;

create table if not exists <schema>._backfill (
  content_hash text primary key,
  row_seq bigint not null,
  removed bigint not null
);
