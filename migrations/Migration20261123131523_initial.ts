import { Migration } from '@mikro-orm/migrations';

export class Migration20261123131523_initial extends Migration {

  override name = 'Migration20261123131523_initial';

  override up(): void | Promise<void> {
    this.addSql(`create table "api_key" ("id" uuid not null, "tenant_id" text not null, "name" text not null, "provider" text not null, "origins" text[] not null, "sealed_api_key" text not null, "hint" text null, "version" int not null default 1, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "api_key_tenant_id_created_at_id_index" on "api_key" ("tenant_id", "created_at", "id");`);
    this.addSql(`create unique index "api_key_name_unique" on "api_key" ("tenant_id", lower("name"));`);

    this.addSql(`create table "audit_event" ("seq" bigserial primary key, "tenant_id" text not null, "action" text not null, "model_id" uuid null, "model_name" text null, "route_id" uuid null, "route_name" text null, "api_key_id" uuid null, "api_key_name" text null, "fields" text[] not null, "subject" text null, "subject_tenant_id" text null, "at" timestamptz(3) not null);`);
    this.addSql(`create index "audit_event_tenant_id_seq_index" on "audit_event" ("tenant_id", "seq");`);
    this.addSql(`create index "audit_event_tenant_id_model_id_seq_index" on "audit_event" ("tenant_id", "model_id", "seq");`);
    this.addSql(`create index "audit_event_tenant_id_route_id_seq_index" on "audit_event" ("tenant_id", "route_id", "seq");`);
    this.addSql(`create index "audit_event_at_index" on "audit_event" ("at");`);
    this.addSql(`create index "audit_event_tenant_id_at_index" on "audit_event" ("tenant_id", "at");`);

    this.addSql(`create table "call_record" ("id" uuid not null, "tenant_id" text not null, "kind" text not null, "model_id" uuid not null, "subject" text not null, "status" text not null, "prompt_tokens" int null, "total_tokens" int null, "audio_seconds" double precision null, "created_at" timestamptz(3) not null, "duration_ms" int not null, primary key ("id"));`);
    this.addSql(`create index "call_record_tenant_id_created_at_index" on "call_record" ("tenant_id", "created_at");`);

    this.addSql(`create table "chat_event" ("completion_id" uuid not null, "seq" int not null, "tenant_id" text not null, "body" json not null, "at" timestamptz(3) not null, primary key ("completion_id", "seq"));`);

    this.addSql(`create table "idempotency_key" ("tenant_id" text not null, "request_id" text not null, "digest" text not null, "object_id" uuid not null, "created_at" timestamptz(3) not null, primary key ("tenant_id", "request_id"));`);
    this.addSql(`create index "idempotency_key_created_at_index" on "idempotency_key" ("created_at");`);

    this.addSql(`create table "model" ("id" uuid not null, "tenant_id" text not null, "name" text not null, "display_name" text null, "description" text null, "type" text not null, "source" text not null, "provider" text null, "base_url" text null, "sealed_api_key" text null, "api_key_hint" text null, "sealed_headers" text null, "header_names" text[] not null, "credential_updated_at" timestamptz(3) null, "keys" jsonb not null, "parameters" jsonb not null, "extra_parameters" jsonb null, "capabilities" text[] not null, "declared_capabilities" text[] null, "tested_capabilities" text[] not null, "status" text not null, "status_reason" text null, "pull_id" uuid null, "awaits_pull" boolean not null, "context_length" int null, "embedding_length" int null, "size_bytes" bigint null, "builtin_id" text null, "overridden" boolean not null, "version" int not null default 1, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "deleted_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "model_name_index" on "model" ("tenant_id", "name", "id") where deleted_at is null;`);
    this.addSql(`create index "model_created_at_index" on "model" ("tenant_id", "created_at", "id") where deleted_at is null;`);
    this.addSql(`create index "model_updated_at_index" on "model" ("tenant_id", "updated_at", "id") where deleted_at is null;`);
    this.addSql(`create index "model_deleted_index" on "model" ("tenant_id") where deleted_at is not null;`);
    this.addSql(`create index "model_pull_index" on "model" ("pull_id") where pull_id is not null;`);
    this.addSql(`create index "model_waiting_index" on "model" ("pull_id") where awaits_pull;`);
    this.addSql(`create unique index "model_display_name_unique" on "model" ("tenant_id", lower("display_name")) where deleted_at is null;`);
    this.addSql(`alter table "model" add constraint "model_builtin_id_unique" unique ("builtin_id");`);

    this.addSql(`create table "chat_completion" ("id" uuid not null, "tenant_id" text not null, "kind" text not null, "model_id" uuid not null, "route_id" uuid null, "subject" text not null, "status" text not null, "request_id" text null, "digest" text null, "owner" uuid null, "cancel_requested" boolean not null, "attached" jsonb not null default '{}', "was_left" boolean not null default false, "finish_reason" text null, "raw_finish_reason" text null, "error" jsonb null, "attempts" jsonb null, "warnings" text[] not null, "prompt_tokens" int null, "completion_tokens" int null, "total_tokens" int null, "cached_prompt_tokens" int null, "reasoning_tokens" int null, "usage_estimated" boolean not null, "text_kept" boolean not null, "last_seq" int not null, "created_at" timestamptz(3) not null, "first_token_ms" int null, "duration_ms" int null, primary key ("id"));`);
    this.addSql(`create index "chat_completion_tenant_id_created_at_id_index" on "chat_completion" ("tenant_id", "created_at", "id");`);
    this.addSql(`create index "chat_completion_text_index" on "chat_completion" ("created_at") where text_kept;`);
    this.addSql(`create index "chat_completion_quota_index" on "chat_completion" ("tenant_id", "subject") where status = 'IN_PROGRESS';`);
    this.addSql(`create index "chat_completion_running_index" on "chat_completion" ("owner") where status = 'IN_PROGRESS';`);
    this.addSql(`alter table "chat_completion" add constraint "chat_completion_request_unique" unique ("tenant_id", "request_id", "subject");`);

    this.addSql(`create table "pull" ("id" uuid not null, "canonical" text not null, "name" text not null, "state" text not null, "phase" text null, "layers" jsonb not null, "bytes_per_second" double precision null, "attempt" int not null, "failures" int not null, "error" text null, "installed" jsonb null, "not_before" timestamptz(3) null, "owner" uuid null, "lease_until" timestamptz(3) null, "revision" int not null, "requested_by_platform" boolean not null, "awaited_by_platform" boolean not null, "created_at" timestamptz(3) not null, "started_at" timestamptz(3) null, "finished_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create unique index "pull_live_unique" on "pull" ("canonical") where state in ('QUEUED', 'RUNNING');`);

    this.addSql(`create table "key_rotation" ("id" int not null, "state" text not null, "total" int not null, "resealed" int not null, "unreadable" int not null, "started_at" timestamptz(3) not null, "finished_at" timestamptz(3) null, "owner" uuid null, "lease_until" timestamptz(3) null, primary key ("id"));`);

    this.addSql(`create table "route" ("id" uuid not null, "tenant_id" text not null, "name" text not null, "description" text null, "type" text not null, "targets" jsonb not null, "policy" jsonb not null, "builtin_id" text null, "version" int not null default 1, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "route_tenant_id_created_at_id_index" on "route" ("tenant_id", "created_at", "id");`);
    this.addSql(`create unique index "route_name_unique" on "route" ("tenant_id", lower("name"));`);
    this.addSql(`alter table "route" add constraint "route_builtin_id_unique" unique ("builtin_id");`);

    this.addSql(`create table "default_model" ("tenant_id" text not null, "type" text not null, "model_id" uuid null, "route_id" uuid null, "declared" boolean not null, primary key ("tenant_id", "type"));`);

    this.addSql(`create table "server_process" ("id" uuid not null, "lease_until" timestamptz(3) not null, primary key ("id"));`);

    this.addSql(`create table "target_health" ("model_id" uuid not null, "key_id" uuid not null, "tenant_id" text not null, "failures" int not null, "tenants" text[] not null, "window_start" timestamptz(3) not null, "openings" int not null, "until" timestamptz(3) null, "probe_until" timestamptz(3) null, "reason" text not null, "last_success_at" timestamptz(3) null, primary key ("model_id", "key_id"));`);
    this.addSql(`create index "target_health_tenant_id_index" on "target_health" ("tenant_id");`);

    this.addSql(`alter table "api_key" add constraint "api_key_tenant_id_check" check (tenant_id <> '');`);
    this.addSql(`alter table "api_key" enable row level security;`);
    this.addSql(`alter table "api_key" force row level security;`);
    this.addSql(`create policy "api_key_tenant_policy" on "api_key" using (tenant_id = current_setting('mikro.tenant.id'));`);
    this.addSql(`create policy "api_key_shared_policy" on "api_key" for select using (tenant_id = '*');`);
    this.addSql(`create policy "api_key_platform_policy" on "api_key" to "modelyard_platform" using (true) with check (true);`);

    this.addSql(`alter table "audit_event" add constraint "audit_event_object_check" check (num_nonnulls(model_id, route_id, api_key_id) = 1);`);
    this.addSql(`alter table "audit_event" add constraint "audit_event_action_check" check ("action" in ('CREATED', 'UPDATED', 'CREDENTIAL_SET', 'CREDENTIAL_CLEARED', 'DELETED', 'RESTORED', 'RESET', 'DEFAULT_SET', 'DEFAULT_UNSET', 'PULL_REQUESTED', 'PULL_SUCCEEDED', 'PULL_FAILED', 'PULL_CANCELLED', 'WENT_MISSING', 'TESTED', 'CONTENT_FILTER_NEXT'));`);
    this.addSql(`alter table "audit_event" enable row level security;`);
    this.addSql(`alter table "audit_event" force row level security;`);
    this.addSql(`create policy "audit_event_tenant_policy" on "audit_event" using (tenant_id = current_setting('mikro.tenant.id'));`);
    this.addSql(`create policy "audit_event_shared_policy" on "audit_event" for select using (tenant_id = '*');`);
    this.addSql(`create policy "audit_event_platform_policy" on "audit_event" to "modelyard_platform" using (true) with check (true);`);

    this.addSql(`alter table "call_record" add constraint "call_record_tenant_id_check" check (tenant_id <> '');`);
    this.addSql(`alter table "call_record" add constraint "call_record_kind_check" check ("kind" in ('EMBED', 'RERANK', 'TRANSCRIBE'));`);
    this.addSql(`alter table "call_record" add constraint "call_record_status_check" check ("status" in ('COMPLETED', 'FAILED', 'CANCELLED'));`);
    this.addSql(`alter table "call_record" enable row level security;`);
    this.addSql(`alter table "call_record" force row level security;`);
    this.addSql(`create policy "call_record_platform_policy" on "call_record" to "modelyard_platform" using (true) with check (true);`);
    this.addSql(`create policy "call_record_tenant_policy" on "call_record" using ("tenant_id" = current_setting('mikro.tenant.id'));`);

    this.addSql(`alter table "chat_event" enable row level security;`);
    this.addSql(`alter table "chat_event" force row level security;`);
    this.addSql(`create policy "chat_event_platform_policy" on "chat_event" to "modelyard_platform" using (true) with check (true);`);
    this.addSql(`create policy "chat_event_tenant_policy" on "chat_event" using ("tenant_id" = current_setting('mikro.tenant.id'));`);

    this.addSql(`alter table "idempotency_key" enable row level security;`);
    this.addSql(`alter table "idempotency_key" force row level security;`);
    this.addSql(`create policy "idempotency_key_platform_policy" on "idempotency_key" to "modelyard_platform" using (true) with check (true);`);
    this.addSql(`create policy "idempotency_key_tenant_policy" on "idempotency_key" using ("tenant_id" = current_setting('mikro.tenant.id'));`);

    this.addSql(`alter table "model" add constraint "model_tenant_id_check" check (tenant_id <> '');`);
    this.addSql(`alter table "model" add constraint "model_type_check" check ("type" in ('CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'));`);
    this.addSql(`alter table "model" add constraint "model_source_check" check ("source" in ('LOCAL', 'REMOTE'));`);
    this.addSql(`alter table "model" add constraint "model_status_check" check ("status" in ('ACTIVE', 'DOWNLOADING', 'DOWNLOAD_FAILED', 'UNSUITABLE'));`);
    this.addSql(`alter table "model" enable row level security;`);
    this.addSql(`alter table "model" force row level security;`);
    this.addSql(`create policy "model_tenant_policy" on "model" using (tenant_id = current_setting('mikro.tenant.id'));`);
    this.addSql(`create policy "model_shared_policy" on "model" for select using (tenant_id = '*');`);
    this.addSql(`create policy "model_platform_policy" on "model" to "modelyard_platform" using (true) with check (true);`);

    this.addSql(`alter table "chat_completion" add constraint "chat_completion_model_id_foreign" foreign key ("model_id") references "model" ("id") on delete no action;`);
    this.addSql(`alter table "chat_completion" add constraint "chat_completion_tenant_id_check" check (tenant_id <> '');`);
    this.addSql(`alter table "chat_completion" add constraint "chat_completion_kind_check" check ("kind" in ('CHAT', 'GENERATE'));`);
    this.addSql(`alter table "chat_completion" add constraint "chat_completion_status_check" check ("status" in ('IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED', 'INTERRUPTED'));`);
    this.addSql(`alter table "chat_completion" add constraint "chat_completion_finish_reason_check" check ("finish_reason" in ('STOP', 'LENGTH', 'TOOL_CALLS', 'CONTENT_FILTER', 'OTHER'));`);
    this.addSql(`alter table "chat_completion" enable row level security;`);
    this.addSql(`alter table "chat_completion" force row level security;`);
    this.addSql(`create policy "chat_completion_platform_policy" on "chat_completion" to "modelyard_platform" using (true) with check (true);`);
    this.addSql(`create policy "chat_completion_tenant_policy" on "chat_completion" using ("tenant_id" = current_setting('mikro.tenant.id'));`);

    this.addSql(`alter table "pull" add constraint "pull_state_check" check ("state" in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'));`);
    this.addSql(`alter table "pull" enable row level security;`);
    this.addSql(`alter table "pull" force row level security;`);
    this.addSql(`create policy "pull_tenant_policy" on "pull" for select to "modelyard_tenant" using (exists (select 1 from model where model.pull_id = pull.id));`);
    this.addSql(`create policy "pull_platform_policy" on "pull" to "modelyard_platform" using (true) with check (true);`);

    this.addSql(`alter table "key_rotation" add constraint "key_rotation_id_check" check (id = 1);`);
    this.addSql(`alter table "key_rotation" add constraint "key_rotation_state_check" check ("state" in ('RUNNING', 'FINISHED', 'FAILED'));`);
    this.addSql(`alter table "key_rotation" enable row level security;`);
    this.addSql(`alter table "key_rotation" force row level security;`);
    this.addSql(`create policy "key_rotation_policy" on "key_rotation" to "modelyard_platform" using (true) with check (true);`);

    this.addSql(`alter table "route" add constraint "route_tenant_id_check" check (tenant_id <> '');`);
    this.addSql(`alter table "route" add constraint "route_type_check" check ("type" in ('CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'));`);
    this.addSql(`alter table "route" enable row level security;`);
    this.addSql(`alter table "route" force row level security;`);
    this.addSql(`create policy "route_tenant_policy" on "route" using (tenant_id = current_setting('mikro.tenant.id'));`);
    this.addSql(`create policy "route_shared_policy" on "route" for select using (tenant_id = '*');`);
    this.addSql(`create policy "route_platform_policy" on "route" to "modelyard_platform" using (true) with check (true);`);

    this.addSql(`alter table "default_model" add constraint "default_model_model_id_foreign" foreign key ("model_id") references "model" ("id") on delete no action;`);
    this.addSql(`alter table "default_model" add constraint "default_model_route_id_foreign" foreign key ("route_id") references "route" ("id") on delete cascade;`);
    this.addSql(`alter table "default_model" add constraint "default_model_object_check" check (num_nonnulls(model_id, route_id) = 1);`);
    this.addSql(`alter table "default_model" add constraint "default_model_type_check" check ("type" in ('CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'));`);
    this.addSql(`alter table "default_model" enable row level security;`);
    this.addSql(`alter table "default_model" force row level security;`);
    this.addSql(`create policy "default_model_tenant_policy" on "default_model" using (tenant_id = current_setting('mikro.tenant.id'));`);
    this.addSql(`create policy "default_model_shared_policy" on "default_model" for select using (tenant_id = '*');`);
    this.addSql(`create policy "default_model_platform_policy" on "default_model" to "modelyard_platform" using (true) with check (true);`);

    this.addSql(`alter table "server_process" enable row level security;`);
    this.addSql(`alter table "server_process" force row level security;`);
    this.addSql(`create policy "server_process_platform_policy" on "server_process" to "modelyard_platform" using (true) with check (true);`);

    this.addSql(`alter table "target_health" add constraint "target_health_tenant_id_check" check (tenant_id <> '');`);
    this.addSql(`alter table "target_health" add constraint "target_health_reason_check" check ("reason" in ('CREDENTIAL_REJECTED', 'PERMISSION_DENIED', 'QUOTA_EXHAUSTED', 'RATE_LIMITED', 'MODEL_MISSING', 'REQUEST_REJECTED', 'CONTEXT_LENGTH', 'CONTENT_FILTER', 'UNSUPPORTED', 'OVERLOADED', 'UNAVAILABLE', 'TIMEOUT_FIRST_TOKEN', 'TIMEOUT_IDLE', 'PROTOCOL'));`);
    this.addSql(`alter table "target_health" enable row level security;`);
    this.addSql(`alter table "target_health" force row level security;`);
    this.addSql(`create policy "target_health_tenant_policy" on "target_health" using (tenant_id = current_setting('mikro.tenant.id'));`);
    this.addSql(`create policy "target_health_shared_policy" on "target_health" for select using (tenant_id = '*');`);
    this.addSql(`create policy "target_health_platform_policy" on "target_health" to "modelyard_platform" using (true) with check (true);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "chat_completion" drop constraint "chat_completion_model_id_foreign";`);
    this.addSql(`alter table "default_model" drop constraint "default_model_model_id_foreign";`);
    this.addSql(`alter table "default_model" drop constraint "default_model_route_id_foreign";`);

    this.addSql(`drop table if exists "api_key" cascade;`);
    this.addSql(`drop table if exists "audit_event" cascade;`);
    this.addSql(`drop table if exists "call_record" cascade;`);
    this.addSql(`drop table if exists "chat_event" cascade;`);
    this.addSql(`drop table if exists "idempotency_key" cascade;`);
    this.addSql(`drop table if exists "model" cascade;`);
    this.addSql(`drop table if exists "chat_completion" cascade;`);
    this.addSql(`drop table if exists "pull" cascade;`);
    this.addSql(`drop table if exists "key_rotation" cascade;`);
    this.addSql(`drop table if exists "route" cascade;`);
    this.addSql(`drop table if exists "default_model" cascade;`);
    this.addSql(`drop table if exists "server_process" cascade;`);
    this.addSql(`drop table if exists "target_health" cascade;`);
  }

}
