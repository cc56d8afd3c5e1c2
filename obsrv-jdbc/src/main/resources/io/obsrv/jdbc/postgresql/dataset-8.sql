alter table <schema>._control add column if not exists keys_swept bigint default 0 not null;

alter table <schema>._control add column if not exists batches_swept bigint default 0 not null;

alter table <schema>._control add column if not exists remembers_since timestamp(6) with time zone;
