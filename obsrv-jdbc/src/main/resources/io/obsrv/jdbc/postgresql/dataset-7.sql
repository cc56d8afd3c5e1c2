create table if not exists <schema>._leases (
  name text primary key,
  holder text not null,
  epoch bigint not null,
  expires_at timestamp(6) with time zone not null
);

alter table <schema>._control add column if not exists location text default 'home' not null;
