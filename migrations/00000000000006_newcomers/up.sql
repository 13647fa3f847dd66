create index people_newest on people (created_at desc, id) where left_at is null and suspended_at is null;
