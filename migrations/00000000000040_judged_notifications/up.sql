-- Those who judge are told that a report waits; whoever wrote the words, what became of them.
alter table notifications drop constraint notifications_reason_check;
alter table notifications add constraint notifications_reason_check check (reason in ('mention', 'kept', 'announcement', 'reply', 'question', 'outside', 'thread', 'space', 'reaction', 'request',
    'refusal', 'entry', 'role', 'approval', 'accepted', 'sponsor', 'ending', 'ended', 'report', 'hidden', 'restored', 'removed'));
