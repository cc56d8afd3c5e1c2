create table if not exists <schema>._leases (
  name character varying primary key,
  holder character varying not null,
  epoch bigint not null,
  expires_at timestamp(6) with time zone not null
);

alter table <schema>._control add column if not exists location character varying default 'home' not null;
