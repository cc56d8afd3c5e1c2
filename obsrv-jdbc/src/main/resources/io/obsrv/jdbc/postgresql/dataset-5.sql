create table if not exists <schema>._claims (
  claim_key text primary key,
  rule text not null,
  row_seq bigint not null
);

create table if not exists <schema>._owners (
  claim_key text not null,
  row_seq bigint not null,
  rule text not null,
  primary key (claim_key, row_seq)
);

create index if not exists _owners_by_row on <schema>._owners (row_seq);

insert into <schema>._owners (claim_key, row_seq, rule)
select claim_key, row_seq, rule from <schema>._claims known
where not exists (
  select 1 from <schema>._owners present
  where present.claim_key = known.claim_key and present.row_seq = known.row_seq
);

drop table <schema>._claims;
