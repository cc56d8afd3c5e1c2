create table if not exists <schema>.datasets (
  id text primary key,
  status text not null,
  revision bigint not null,
  last_version integer not null,
  live integer,
  draft integer,
  publishing integer,
  created_at timestamp(6) with time zone not null
);

create table if not exists <schema>.versions (
  dataset text not null,
  number integer not null,
  status text not null,
  definition text not null,
  content_hash text not null,
  author text not null,
  created_at timestamp(6) with time zone not null,
  reviewer text,
  reviewed_at timestamp(6) with time zone,
  review text,
  primary key (dataset, number)
);

create table if not exists <schema>.audit (
  entry bigint generated always as identity primary key,
  dataset text not null,
  at timestamp(6) with time zone not null,
  actor text not null,
  verb text not null,
  version integer,
  from_status text not null,
  to_status text not null,
  comment text not null
);

create index if not exists audit_of_dataset on <schema>.audit (dataset, entry);
