-- What somebody is told of. One item (a message, a contract, a space; else what happened, by its event) makes at most one
-- notification for each person, for the weightiest reason. What it says is read from the item when it is shown.
create table notifications (
    person_id uuid not null references people on delete cascade,
    item_id uuid not null,
    reason text not null check (reason in ('mention', 'kept', 'announcement', 'reply', 'question', 'outside', 'thread',
        'space', 'reaction', 'request', 'refusal', 'entry', 'role', 'approval', 'accepted', 'sponsor', 'ending', 'ended')),
    space_id uuid references spaces on delete cascade,
    post_id uuid references posts on delete cascade,
    comment_id uuid,
    access_id uuid references accesses on delete cascade,
    -- Who did it; nobody when time did.
    actor_id uuid references people on delete set null,
    happened_at timestamptz not null,
    read_at timestamptz,
    -- What is shown and counted as one: answers in the same thread.
    bundle_id uuid not null generated always as
        (case when reason in ('reply', 'outside', 'thread', 'space') then coalesce(post_id, item_id) else item_id end) stored,
    primary key (person_id, item_id),
    foreign key (comment_id, post_id) references comments (id, post_id) on delete cascade,
    check (comment_id is null or post_id is not null)
);
create index notifications_latest on notifications (person_id, happened_at desc, item_id desc);
create index notifications_unread on notifications (person_id, happened_at desc) where read_at is null;
create index notifications_by_space on notifications (space_id);
create index notifications_by_post on notifications (post_id, person_id);
create index notifications_by_comment on notifications (comment_id, post_id);
create index notifications_by_access on notifications (access_id);
create index notifications_by_actor on notifications (actor_id);
create index notifications_by_age on notifications (happened_at);
