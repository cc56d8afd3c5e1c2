alter table <schema>.datasets add column if not exists run character varying default 'RUNNING' not null;

alter table <schema>.datasets add column if not exists intent character varying;

alter table <schema>.datasets add column if not exists intent_reason character large object;

alter table <schema>.datasets add column if not exists archive_file character varying;

alter table <schema>.datasets add column if not exists archive_sha256 character varying;

update <schema>.datasets set intent = 'PUBLISH', intent_reason = '', publishing = null
where publishing is not null;
