drop table join_requests;
drop table memberships;
drop table old_slugs;
drop table spaces;
