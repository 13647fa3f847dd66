drop trigger sessions_told on sessions;
drop function tell_sessions();
