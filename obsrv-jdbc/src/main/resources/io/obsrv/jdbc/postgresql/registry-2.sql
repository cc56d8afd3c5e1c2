alter table <schema>.audit add column if not exists number bigint;

alter table <schema>.audit add column if not exists previous text;

alter table <schema>.audit add column if not exists hash text;

create table if not exists <schema>.audit_heads (
  dataset text primary key,
  number bigint not null,
  hash text not null
);

create table if not exists <schema>.reviews (
  dataset text not null,
  number integer not null,
  position integer not null,
  reviewer text not null,
  reviewed_at timestamp(6) with time zone not null,
  verdict text not null,
  comment text not null,
  content_hash text not null,
  primary key (dataset, number, position)
);

insert into <schema>.reviews
  (dataset, number, position, reviewer, reviewed_at, verdict, comment, content_hash)
select v.dataset, v.number, 0, v.reviewer, v.reviewed_at,
  case
    when v.status in ('APPROVED', 'LIVE', 'SUPERSEDED') then 'APPROVED'
    when v.status = 'DISCARDED' and exists (
      select 1 from <schema>.audit a
      where a.dataset = v.dataset and a.version = v.number and a.verb = 'DISCARD'
        and a.from_status = 'APPROVED') then 'APPROVED'
    else 'REJECTED'
  end,
  v.review, v.content_hash
from <schema>.versions v
where v.reviewer is not null and not exists (
  select 1 from <schema>.reviews r where r.dataset = v.dataset and r.number = v.number);

create table if not exists <schema>.drafts (
  dataset text not null,
  revision bigint not null,
  number integer not null,
  definition text not null,
  primary key (dataset, revision)
);

create table if not exists <schema>.aliases (
  name text primary key,
  target text not null
);

create index if not exists aliases_of_dataset on <schema>.aliases (target);
