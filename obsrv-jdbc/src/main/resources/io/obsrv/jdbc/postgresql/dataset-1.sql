create table if not exists <schema>._control (
  id integer primary key,
  live_version integer not null,
  admits boolean not null,
  received bigint not null,
  accepted bigint not null,
  accepted_bytes bigint not null,
  duplicates bigint not null,
  quarantined bigint not null,
  last_commit timestamp(6) with time zone,
  newest_event_time timestamp(6) with time zone
);

insert into <schema>._control
select 1, 0, false, 0, 0, 0, 0, 0, null, null
where not exists (select 1 from <schema>._control);

create table if not exists <schema>._causes (
  code text primary key,
  records bigint not null
);

create table if not exists <schema>._columns (
  position integer not null,
  name text primary key,
  type text not null,
  digits integer,
  scale integer
);

create table if not exists <schema>._tables (
  name text primary key
);

create table if not exists <schema>._rows (
  _seq bigint primary key,
  _received_at timestamp(6) with time zone not null,
  _version integer not null,
  _source text not null,
  _extra json
);

create table if not exists <schema>._keys (
  key_text text primary key,
  accepted_at timestamp(6) with time zone not null
);

create table if not exists <schema>._quarantine (
  id bigint primary key,
  received_at timestamp(6) with time zone not null,
  version integer not null,
  source text not null,
  raw bytea not null,
  stage text not null,
  code text not null,
  path text not null,
  message text not null
);

create table if not exists <schema>._checkpoints (
  split_key text primary key,
  source text not null,
  split text not null,
  checkpoint text not null
);
