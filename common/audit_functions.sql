-- What common/audit_line.py does for SQLite. An actor that is not set at all is somebody who came past the program.
CREATE OR REPLACE FUNCTION newsroom_audit_write(action text, target text, object text, changes jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  actor text := current_setting('newsroom.audit_actor', true);
  key text := NULLIF(current_setting('newsroom.audit_key', true), '');
  last newsroom_audit;
  body text;
  seal text := '0000000000000000000000000000000000000000000000000000000000000000';
BEGIN
  PERFORM 1 FROM site_version FOR UPDATE;
  SELECT * INTO last FROM newsroom_audit ORDER BY id DESC LIMIT 1;
  body := (COALESCE(NULLIF(actor, '')::jsonb, '{}'::jsonb) || jsonb_build_object(
    'n', COALESCE(last.id, 0) + 1, 'key', COALESCE(split_part(key, ':', 1), ''), 'action', action, 'table', target,
    'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'object', object,
    'changes', COALESCE(changes, '{}'::jsonb)
  ) || CASE WHEN actor IS NULL THEN jsonb_build_object('who', 'database: ' || session_user)
    ELSE '{}'::jsonb END)::text;
  IF key IS NOT NULL THEN
    seal := encode(sha256(decode(split_part(key, ':', 3), 'hex') || sha256(decode(split_part(key, ':', 2), 'hex')
      || convert_to(COALESCE(last.line, '') || E'\n' || body, 'UTF8'))), 'hex');
  END IF;
  INSERT INTO newsroom_audit (id, line)
  VALUES (COALESCE(last.id, 0) + 1, '{"seal":"' || seal || '",' || substr(body, 2));
END $$;
CREATE OR REPLACE FUNCTION newsroom_audit_short(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN length(value #>> '{}') <= 200 OR jsonb_typeof(value) <> 'string' THEN value
ELSE to_jsonb(left(value #>> '{}', 200) || '… (' || length(value #>> '{}') || ', '
|| left(encode(sha256(convert_to(value #>> '{}', 'UTF8')), 'hex'), 16) || ')') END $$;
CREATE OR REPLACE FUNCTION newsroom_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) END;
  found jsonb;
BEGIN
  SELECT jsonb_object_agg(name, CASE WHEN name = ANY(string_to_array(TG_ARGV[2], ',')) THEN 'null'::jsonb
    ELSE jsonb_build_array(newsroom_audit_short(old_row -> name), newsroom_audit_short(new_row -> name)) END)
  INTO found FROM jsonb_object_keys(old_row || new_row) AS name
  WHERE NULLIF(old_row -> name, 'null') IS DISTINCT FROM NULLIF(new_row -> name, 'null')
    AND name <> ALL(string_to_array(TG_ARGV[1], ','))
    AND NOT (TG_OP <> 'UPDATE' AND COALESCE(old_row -> name, new_row -> name) = '""'::jsonb);
  IF found IS NOT NULL OR TG_OP <> 'UPDATE' THEN
    PERFORM newsroom_audit_write(CASE TG_OP WHEN 'INSERT' THEN 'add' WHEN 'UPDATE' THEN 'change' ELSE 'delete' END,
      TG_TABLE_NAME, (old_row || new_row) ->> TG_ARGV[0], found);
  END IF;
  RETURN NULL;
END $$;
