-- A session that ends, or looks through other eyes from now on, is no event: the table itself says that there is one, never
-- whose. Every server looks at those of its open pages then (domain/live.rs).
create function tell_sessions() returns trigger language plpgsql as $$
begin
    perform pg_notify('live', '["sessions"]');
    return null;
end $$;
create trigger sessions_told after delete or update of view_as on sessions for each statement execute function tell_sessions();
