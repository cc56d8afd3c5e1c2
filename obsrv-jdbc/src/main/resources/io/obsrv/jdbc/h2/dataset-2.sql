alter table <schema>._control add column if not exists discarded bigint default 0 not null;

alter table <schema>._control add column if not exists row_count bigint;

alter table <schema>._control add column if not exists last_quarantine bigint;

update <schema>._control set row_count = accepted, last_quarantine = quarantined
where row_count is null;

alter table <schema>._keys add column if not exists row_seq bigint;

alter table <schema>._keys add column if not exists event_time timestamp(6) with time zone;

create table if not exists <schema>._removals (
  key_text character varying primary key,
  row_seq bigint not null,
  received_at timestamp(6) with time zone not null,
  content character large object not null
);

create index if not exists _removals_in_order on <schema>._removals (row_seq);

alter table <schema>._quarantine add column if not exists attempts integer default 1 not null;

alter table <schema>._quarantine add column if not exists form character varying default 'JSON' not null;

create table if not exists <schema>._trail (
  entry bigint generated always as identity primary key,
  record bigint not null,
  at timestamp(6) with time zone not null,
  actor character varying not null,
  action character varying not null,
  detail character large object not null
);

create index if not exists _trail_of_record on <schema>._trail (record, entry);

create table if not exists <schema>._warnings (
  rule character varying primary key,
  records bigint not null
);

create table if not exists <schema>._batches (
  batch_key character varying primary key,
  committed_at timestamp(6) with time zone not null,
  receipt character large object
);

create table if not exists <schema>._claims (
  claim_key character varying primary key,
  rule character varying not null,
  row_seq bigint not null
);

create index if not exists _claims_of_row on <schema>._claims (row_seq);

create table if not exists <schema>._destinations (
  name character varying primary key,
  position bigint not null,
  refused bigint not null
);

create table if not exists <schema>._connectors (
  name character varying primary key,
  state character varying not null,
  error character large object,
  changed_at timestamp(6) with time zone not null
);
