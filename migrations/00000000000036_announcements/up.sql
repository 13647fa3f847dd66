-- By when an announcement is to be read, where its author says so; and when its author last asked those who have not.
create table announcements (
    post_id uuid primary key references posts on delete cascade,
    wished_by timestamptz,
    reminded_at timestamptz
);
