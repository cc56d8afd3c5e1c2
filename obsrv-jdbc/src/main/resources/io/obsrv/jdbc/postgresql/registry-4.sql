create table if not exists <schema>._leases (
  name text primary key,
  holder text not null,
  epoch bigint not null,
  expires_at timestamp(6) with time zone not null
);

alter table <schema>.datasets add column if not exists connected boolean default false not null;

create index if not exists datasets_connected on <schema>.datasets (connected);

alter table <schema>.datasets add column if not exists location text default 'home' not null;

alter table <schema>.datasets add column if not exists relocation text;

alter table <schema>.datasets add column if not exists relocation_place text;
