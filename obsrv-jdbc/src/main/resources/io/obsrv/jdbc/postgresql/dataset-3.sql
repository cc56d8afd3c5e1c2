create table if not exists <schema>._connector_trail (
  entry bigint generated always as identity primary key,
  connector text not null,
  at timestamp(6) with time zone not null,
  actor text not null,
  action text not null,
  detail text not null
);

create index if not exists _trail_of_connector on <schema>._connector_trail (connector, entry);
