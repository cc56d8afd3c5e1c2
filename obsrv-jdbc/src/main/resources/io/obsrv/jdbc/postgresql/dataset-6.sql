alter table <schema>._tables add column if not exists floor timestamp(6) with time zone;
