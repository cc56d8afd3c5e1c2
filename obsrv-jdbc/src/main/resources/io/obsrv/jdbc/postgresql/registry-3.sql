alter table <schema>.datasets add column if not exists run text default 'RUNNING' not null;

alter table <schema>.datasets add column if not exists intent text;

alter table <schema>.datasets add column if not exists intent_reason text;

alter table <schema>.datasets add column if not exists archive_file text;

alter table <schema>.datasets add column if not exists archive_sha256 text;

update <schema>.datasets set intent = 'PUBLISH', intent_reason = '', publishing = null
where publishing is not null;
