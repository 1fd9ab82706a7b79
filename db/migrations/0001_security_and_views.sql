-- Written by hand: roles, row-level security, exact views and functions. See docs/architecture.md.
do $$
begin
  if not exists (select from pg_roles where rolname = 'meterline_app') then create role meterline_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'meterline_operator') then create role meterline_operator nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of this cluster was faster
end $$;
--> statement-breakpoint
grant meterline_app, meterline_operator to current_user;
--> statement-breakpoint
do $$
declare
  t text;
  tenant constant text := 'nullif(current_setting(''app.organization_id'', true), '''')::uuid';
begin
  foreach t in array array[
    'teams', 'meters', 'memberships', 'api_keys', 'imports', 'event_keys', 'file_uploads', 'api_requests', 'usage_events',
    'rollup_quarter_hours', 'rollup_days', 'dirty_days', 'organizations'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to meterline_app using (%I = %s) with check (%2$I = %3$s)', t,
      case t when 'organizations' then 'id' else 'organization_id' end, tenant);
    execute format('create policy operator on %I to meterline_operator using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
-- Granular rows and identities are never updated: the grants say so too.
grant select, insert, delete on file_uploads, api_requests, usage_events, event_keys, dirty_days to meterline_app, meterline_operator;
--> statement-breakpoint
grant select, insert, update, delete on rollup_quarter_hours, rollup_days, teams, meters, memberships, api_keys, imports
  to meterline_app, meterline_operator;
--> statement-breakpoint
grant select, update on organizations to meterline_app;
--> statement-breakpoint
grant select, insert, update, delete on organizations, organization_slugs, users, accounts, user_sessions, password_resets,
  api_key_hashes to meterline_operator;
--> statement-breakpoint
grant insert, delete on api_key_hashes to meterline_app;
--> statement-breakpoint
create view hourly_usage with (security_invoker = true) as
select
  date_trunc('hour', bucket_start, 'UTC') as usage_hour,
  organization_id,
  nullif(team_id, '') as team_id,
  nullif(provider, '') as provider,
  nullif(file_type, '') as file_type,
  coalesce(sum(event_count) filter (where fact like 'upload:%'), 0)::bigint as total_uploads,
  coalesce(sum(quantity) filter (where fact like 'upload:%'), 0)::bigint as total_file_size,
  coalesce(sum(event_count) filter (where fact like 'request:%'), 0)::bigint as total_requests,
  coalesce(sum(event_count) filter (where fact like '%:success'), 0)::bigint as successful_requests,
  coalesce(sum(event_count) filter (where fact like '%:failure'), 0)::bigint as failed_requests
from rollup_quarter_hours
where fact in ('upload:success', 'upload:failure', 'request:success', 'request:failure', 'request:unknown')
group by 1, 2, 3, 4, 5, split_part(fact, ':', 1);
--> statement-breakpoint
-- Days in UTC: from the daily rollup where the billing zone is UTC and the day is not dirty, else from the fine one.
create view daily_usage with (security_invoker = true) as
select
  usage_date,
  organization_id,
  nullif(team_id, '') as team_id,
  nullif(provider, '') as provider,
  nullif(file_type, '') as file_type,
  coalesce(sum(event_count) filter (where fact like 'upload:%'), 0)::bigint as total_uploads,
  coalesce(sum(quantity) filter (where fact like 'upload:%'), 0)::bigint as total_file_size,
  coalesce(sum(event_count) filter (where fact like 'request:%'), 0)::bigint as total_requests,
  coalesce(sum(event_count) filter (where fact like '%:success'), 0)::bigint as successful_requests,
  coalesce(sum(event_count) filter (where fact like '%:failure'), 0)::bigint as failed_requests
from (
  select d.usage_date, d.organization_id, d.team_id, d.provider, d.file_type, d.fact, d.event_count, d.quantity
  from rollup_days d
  join organizations o on o.id = d.organization_id and o.timezone = 'UTC'
  where not exists (
    select from dirty_days x where x.organization_id = d.organization_id and x.usage_date = d.usage_date
  )
  union all
  select (q.bucket_start at time zone 'UTC')::date, q.organization_id, q.team_id, q.provider, q.file_type, q.fact,
    q.event_count, q.quantity
  from rollup_quarter_hours q
  join organizations o on o.id = q.organization_id
  where o.timezone <> 'UTC' or exists (
    select from dirty_days x
    where x.organization_id = q.organization_id and x.usage_date = (q.bucket_start at time zone 'UTC')::date
  )
) facts
where fact in ('upload:success', 'upload:failure', 'request:success', 'request:failure', 'request:unknown')
group by 1, 2, 3, 4, 5, split_part(fact, ':', 1);
--> statement-breakpoint
create view monthly_usage with (security_invoker = true) as
select
  date_trunc('month', usage_date::timestamp)::date as usage_month,
  organization_id,
  team_id,
  provider,
  file_type,
  sum(total_uploads)::bigint as total_uploads,
  sum(total_file_size)::bigint as total_file_size,
  sum(total_requests)::bigint as total_requests,
  sum(successful_requests)::bigint as successful_requests,
  sum(failed_requests)::bigint as failed_requests
from daily_usage
group by 1, 2, 3, 4, 5, total_requests = 0;
--> statement-breakpoint
grant select on hourly_usage, daily_usage, monthly_usage to meterline_app, meterline_operator;
--> statement-breakpoint
create function get_usage_by_date_range(
  organization uuid, start_date date, end_date date, provider text default null, file_type text default null
) returns setof daily_usage language plpgsql stable as $$
begin
  return query
  select u.*
  from daily_usage u
  where u.organization_id = get_usage_by_date_range.organization
    and u.usage_date between get_usage_by_date_range.start_date and get_usage_by_date_range.end_date
    and (get_usage_by_date_range.provider is null or u.provider = get_usage_by_date_range.provider)
    and (get_usage_by_date_range.file_type is null or u.file_type = get_usage_by_date_range.file_type)
  order by u.usage_date, u.team_id, u.provider, u.file_type;
end $$;
--> statement-breakpoint
-- Shares in hundredths of a percent by largest remainder, so that a column adds up to exactly 100.00.
create function percentage_shares(amounts numeric[]) returns numeric[] language plpgsql immutable as $$
declare
  total numeric := (select sum(a) from unnest(amounts) a);
  shares numeric[];
begin
  if coalesce(total, 0) = 0 then
    return array_fill(0.00::numeric, array[coalesce(cardinality(amounts), 0)]);
  end if;
  select array_agg((down + case when place <= 10000 - down_total then 1 else 0 end) / 100.00 order by position)
  into shares
  from (
    select position, down, sum(down) over () as down_total,
      row_number() over (order by exact - down desc, position) as place
    from (
      select position, a * 10000 / total as exact, floor(a * 10000 / total) as down
      from unnest(amounts) with ordinality as u(a, position)
    ) floored
  ) placed;
  return shares;
end $$;
--> statement-breakpoint
create type file_type_breakdown as (file_type text, total_uploads bigint, total_file_size bigint, percentage numeric(5, 2));
--> statement-breakpoint
create type provider_breakdown as (
  provider text, total_uploads bigint, total_file_size bigint, total_requests bigint, percentage numeric(5, 2)
);
--> statement-breakpoint
create function get_file_type_breakdown(
  organization uuid, start_date date, end_date date, provider text default null, file_type text default null
) returns setof file_type_breakdown language plpgsql stable as $$
begin
  return query
  with totals as (
    select u.file_type as kind, sum(u.total_uploads)::bigint as uploads, sum(u.total_file_size)::bigint as bytes
    from get_usage_by_date_range(organization, start_date, end_date, get_file_type_breakdown.provider,
      get_file_type_breakdown.file_type) u
    where u.total_uploads > 0
    group by u.file_type
  ), listed as (
    select array_agg(kind order by uploads desc, kind) as kinds, array_agg(uploads order by uploads desc, kind) as uploads,
      array_agg(bytes order by uploads desc, kind) as bytes,
      percentage_shares(array_agg(uploads::numeric order by uploads desc, kind)) as shares
    from totals
  )
  select row.kind, row.uploads, row.bytes, row.share::numeric(5, 2)
  from listed, unnest(listed.kinds, listed.uploads, listed.bytes, listed.shares) as row(kind, uploads, bytes, share);
end $$;
--> statement-breakpoint
create function get_provider_breakdown(
  organization uuid, start_date date, end_date date, provider text default null, file_type text default null
) returns setof provider_breakdown language plpgsql stable as $$
begin
  return query
  with totals as (
    select u.provider as name, sum(u.total_uploads)::bigint as uploads, sum(u.total_file_size)::bigint as bytes,
      sum(u.total_requests)::bigint as requests
    from get_usage_by_date_range(organization, start_date, end_date, get_provider_breakdown.provider,
      get_provider_breakdown.file_type) u
    group by u.provider
  ), weighed as (
    select t.*, case when (select sum(uploads) from totals) > 0 then t.uploads else t.requests end::numeric as weight
    from totals t
  ), listed as (
    select array_agg(name order by weight desc, name) as names, array_agg(uploads order by weight desc, name) as uploads,
      array_agg(bytes order by weight desc, name) as bytes, array_agg(requests order by weight desc, name) as requests,
      percentage_shares(array_agg(weight order by weight desc, name)) as shares
    from weighed
  )
  select row.name, row.uploads, row.bytes, row.requests, row.share::numeric(5, 2)
  from listed, unnest(listed.names, listed.uploads, listed.bytes, listed.requests, listed.shares)
    as row(name, uploads, bytes, requests, share);
end $$;
