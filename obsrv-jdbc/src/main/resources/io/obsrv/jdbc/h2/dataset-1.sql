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
  code character varying primary key,
  records bigint not null
);

create table if not exists <schema>._columns (
  position integer not null,
  name character varying primary key,
  type character varying not null,
  digits integer,
  scale integer
);

create table if not exists <schema>._tables (
  name character varying primary key
);

create table if not exists <schema>._rows (
  _seq bigint primary key,
  _received_at timestamp(6) with time zone not null,
  _version integer not null,
  _source character varying not null,
  _extra character large object
);

create table if not exists <schema>._keys (
  key_text character varying primary key,
  accepted_at timestamp(6) with time zone not null
);

create table if not exists <schema>._quarantine (
  id bigint primary key,
  received_at timestamp(6) with time zone not null,
  version integer not null,
  source character varying not null,
  raw binary large object not null,
  stage character varying not null,
  code character varying not null,
  path character large object not null,
  message character large object not null
);

create table if not exists <schema>._checkpoints (
  split_key character varying primary key,
  source character varying not null,
  split character large object not null,
  checkpoint character varying not null
);

create user if not exists obsrv_reader password '';

grant select on <schema>._rows to obsrv_reader;
