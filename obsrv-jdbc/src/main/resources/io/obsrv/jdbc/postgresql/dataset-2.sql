alter table <schema>._control add column if not exists discarded bigint default 0 not null;

alter table <schema>._control add column if not exists row_count bigint;

alter table <schema>._control add column if not exists last_quarantine bigint;

update <schema>._control set row_count = accepted, last_quarantine = quarantined
where row_count is null;

alter table <schema>._keys add column if not exists row_seq bigint;

alter table <schema>._keys add column if not exists event_time timestamp(6) with time zone;

create table if not exists <schema>._removals (
  key_text text primary key,
  row_seq bigint not null,
  received_at timestamp(6) with time zone not null,
  content text not null
);

create index if not exists _removals_in_order on <schema>._removals (row_seq);

alter table <schema>._quarantine add column if not exists attempts integer default 1 not null;

alter table <schema>._quarantine add column if not exists form text default 'JSON' not null;

create table if not exists <schema>._trail (
  entry bigint generated always as identity primary key,
  record bigint not null,
  at timestamp(6) with time zone not null,
  actor text not null,
  action text not null,
  detail text not null
);

create index if not exists _trail_of_record on <schema>._trail (record, entry);

create table if not exists <schema>._warnings (
  rule text primary key,
  records bigint not null
);

create table if not exists <schema>._batches (
  batch_key text primary key,
  committed_at timestamp(6) with time zone not null,
  receipt text
);

create table if not exists <schema>._claims (
  claim_key text primary key,
  rule text not null,
  row_seq bigint not null
);

create index if not exists _claims_of_row on <schema>._claims (row_seq);

create table if not exists <schema>._destinations (
  name text primary key,
  position bigint not null,
  refused bigint not null
);

create table if not exists <schema>._connectors (
  name text primary key,
  state text not null,
  error text,
  changed_at timestamp(6) with time zone not null
);
