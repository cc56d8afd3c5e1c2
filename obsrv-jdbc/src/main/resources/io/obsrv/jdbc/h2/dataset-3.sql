create table if not exists <schema>._connector_trail (
  entry bigint generated always as identity primary key,
  connector character varying not null,
  at timestamp(6) with time zone not null,
  actor character varying not null,
  action character varying not null,
  detail character large object not null
);

create index if not exists _trail_of_connector on <schema>._connector_trail (connector, entry);
