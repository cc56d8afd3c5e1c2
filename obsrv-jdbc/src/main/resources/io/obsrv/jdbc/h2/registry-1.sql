create table if not exists <schema>.datasets (
  id character varying primary key,
  status character varying not null,
  revision bigint not null,
  last_version integer not null,
  live integer,
  draft integer,
  publishing integer,
  created_at timestamp(6) with time zone not null
);

create table if not exists <schema>.versions (
  dataset character varying not null,
  number integer not null,
  status character varying not null,
  definition character large object not null,
  content_hash character varying not null,
  author character varying not null,
  created_at timestamp(6) with time zone not null,
  reviewer character varying,
  reviewed_at timestamp(6) with time zone,
  review character large object,
  primary key (dataset, number)
);

create table if not exists <schema>.audit (
  entry bigint generated always as identity primary key,
  dataset character varying not null,
  at timestamp(6) with time zone not null,
  actor character varying not null,
  verb character varying not null,
  version integer,
  from_status character varying not null,
  to_status character varying not null,
  comment character large object not null
);

create index if not exists audit_of_dataset on <schema>.audit (dataset, entry);
