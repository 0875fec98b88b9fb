import type { Migration } from './migration.js';

/**
 * Users, activities, notifications, conversations and messages, with an index for every feed. Trigrams make the search
 * fast; where the extension may not be installed the search still works and reads the live activities one by one.
 */
export const firstTables: Migration = {
  name: '0001-first-tables',
  sql: `
create table users (
  uuid uuid primary key,
  handle text not null check (handle ~ '^[A-Za-z0-9_]{1,64}$'),
  display_name text not null,
  created_at timestamptz(3) not null
);
create unique index users_handle on users (lower(handle));

create table activities (
  uuid uuid primary key,
  seq bigint generated always as identity unique,
  user_uuid uuid not null references users (uuid),
  reply_to_activity_uuid uuid references activities (uuid) on delete cascade,
  message text not null,
  replies_count integer not null default 0 check (replies_count >= 0),
  reposts_count integer not null default 0 check (reposts_count >= 0),
  likes_count integer not null default 0 check (likes_count >= 0),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index activities_home on activities (created_at desc, seq desc)
  where reply_to_activity_uuid is null;
create index activities_of_user on activities (user_uuid, created_at desc, seq desc)
  where reply_to_activity_uuid is null;
create index activities_replies on activities (reply_to_activity_uuid, created_at desc, seq desc)
  where reply_to_activity_uuid is not null;

create table notifications (
  recipient_handle text not null,
  activity_uuid uuid not null references activities (uuid) on delete cascade,
  activity_seq bigint not null,
  created_at timestamptz(3) not null,
  primary key (recipient_handle, activity_uuid)
);
create index notifications_of_recipient on notifications (recipient_handle, created_at desc, activity_seq desc);
create index notifications_of_activity on notifications (activity_uuid);

create table message_groups (
  user_uuid uuid not null references users (uuid),
  other_user_uuid uuid not null references users (uuid),
  uuid uuid not null,
  last_message_at timestamptz(3) not null,
  seq bigint generated always as identity unique,
  primary key (user_uuid, other_user_uuid)
);
create index message_groups_of_user on message_groups (user_uuid, last_message_at desc, seq desc);

create table messages (
  uuid uuid primary key,
  seq bigint generated always as identity unique,
  group_uuid uuid not null,
  user_uuid uuid not null references users (uuid),
  message text not null,
  created_at timestamptz(3) not null
);
create index messages_of_group on messages (group_uuid, created_at desc, seq desc);

do $$
begin
  create extension if not exists pg_trgm;
  create index activities_search on activities using gin (message gin_trgm_ops)
    where reply_to_activity_uuid is null;
  create index users_search on users using gin (handle gin_trgm_ops, display_name gin_trgm_ops);
exception
  when insufficient_privilege or undefined_file or undefined_object or feature_not_supported then
    raise notice 'pg_trgm is not available: the search reads every live activity';
end
$$;
`,
};
