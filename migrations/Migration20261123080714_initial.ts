import { Migration } from '@mikro-orm/migrations';

export class Migration20261123080714_initial extends Migration {

  override name = 'Migration20261123080714_initial';

  override up(): void | Promise<void> {
    this.addSql(`create table "model" ("id" uuid not null, "tenant_id" text not null, "name" text not null, "display_name" text null, "description" text null, "type" text not null, "source" text not null, "provider" text null, "base_url" text null, "sealed_api_key" text null, "api_key_hint" text null, "sealed_headers" text null, "header_names" text[] not null, "credential_updated_at" timestamptz(3) null, "parameters" jsonb not null, "capabilities" text[] not null, "is_default" boolean not null, "status" text not null, "status_reason" text null, "version" int not null default 1, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "deleted_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "model_tenant_id_name_id_index" on "model" ("tenant_id", "name", "id");`);
    this.addSql(`create index "model_tenant_id_created_at_id_index" on "model" ("tenant_id", "created_at", "id");`);
    this.addSql(`create index "model_tenant_id_updated_at_id_index" on "model" ("tenant_id", "updated_at", "id");`);
    this.addSql(`create unique index "model_default_unique" on "model" ("tenant_id", "type") where is_default and deleted_at is null;`);

    this.addSql(`create table "chat_completion" ("id" uuid not null, "tenant_id" text not null, "model_id" uuid not null, "subject" text not null, "status" text not null, "finish_reason" text null, "raw_finish_reason" text null, "error" jsonb null, "prompt_tokens" int null, "completion_tokens" int null, "total_tokens" int null, "cached_prompt_tokens" int null, "reasoning_tokens" int null, "last_seq" int not null, "created_at" timestamptz(3) not null, "first_token_ms" double precision null, "duration_ms" double precision not null, primary key ("id"));`);
    this.addSql(`create index "chat_completion_tenant_id_created_at_id_index" on "chat_completion" ("tenant_id", "created_at", "id");`);

    this.addSql(`alter table "model" add constraint "model_tenant_id_check" check (tenant_id <> '');`);
    this.addSql(`alter table "model" add constraint "model_type_check" check ("type" in ('CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'));`);
    this.addSql(`alter table "model" add constraint "model_source_check" check ("source" in ('LOCAL', 'REMOTE'));`);
    this.addSql(`alter table "model" add constraint "model_status_check" check ("status" in ('ACTIVE', 'DOWNLOADING', 'DOWNLOAD_FAILED'));`);
    this.addSql(`alter table "model" enable row level security;`);
    this.addSql(`alter table "model" force row level security;`);
    this.addSql(`create policy "model_tenant_policy" on "model" using ("tenant_id" = current_setting('mikro.tenant.id'));`);

    this.addSql(`alter table "chat_completion" add constraint "chat_completion_model_id_foreign" foreign key ("model_id") references "model" ("id") on delete no action;`);
    this.addSql(`alter table "chat_completion" add constraint "chat_completion_tenant_id_check" check (tenant_id <> '');`);
    this.addSql(`alter table "chat_completion" add constraint "chat_completion_status_check" check ("status" in ('COMPLETED', 'FAILED', 'CANCELLED', 'INTERRUPTED'));`);
    this.addSql(`alter table "chat_completion" add constraint "chat_completion_finish_reason_check" check ("finish_reason" in ('STOP', 'LENGTH', 'TOOL_CALLS', 'CONTENT_FILTER', 'OTHER'));`);
    this.addSql(`alter table "chat_completion" enable row level security;`);
    this.addSql(`alter table "chat_completion" force row level security;`);
    this.addSql(`create policy "chat_completion_tenant_policy" on "chat_completion" using ("tenant_id" = current_setting('mikro.tenant.id'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "chat_completion" drop constraint "chat_completion_model_id_foreign";`);

    this.addSql(`drop table if exists "model" cascade;`);
    this.addSql(`drop table if exists "chat_completion" cascade;`);
  }

}
