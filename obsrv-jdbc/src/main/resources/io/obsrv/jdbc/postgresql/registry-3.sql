alter table <schema>.datasets add column if not exists run text default 'RUNNING' not null;

alter table <schema>.datasets add column if not exists intent text;

alter table <schema>.datasets add column if not exists intent_reason text;

update <schema>.datasets set intent = 'PUBLISH', intent_reason = '', publishing = null
where publishing is not null;
