-- Whoever's name a mail only uses is told of it.
alter table notifications drop constraint notifications_reason_check;
alter table notifications add constraint notifications_reason_check check (reason in ('mention', 'kept', 'announcement', 'reply', 'question', 'outside', 'thread', 'space', 'reaction', 'request',
    'refusal', 'entry', 'role', 'approval', 'accepted', 'sponsor', 'ending', 'ended', 'report', 'hidden', 'restored', 'removed', 'forged'));

-- How often one Parvis has passed it on to another: what goes round ends.
alter table mailed add column hops smallint not null default 0 check (hops >= 0);

-- To whom anything was told lately.
create index mail_recipients_told on mail_recipients (told_at) where told_at is not null;
