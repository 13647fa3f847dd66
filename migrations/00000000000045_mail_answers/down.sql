drop index mail_recipients_told;
alter table mailed drop column hops;
delete from notifications where reason = 'forged';
alter table notifications drop constraint notifications_reason_check;
alter table notifications add constraint notifications_reason_check check (reason in ('mention', 'kept', 'announcement', 'reply', 'question', 'outside', 'thread', 'space', 'reaction', 'request',
    'refusal', 'entry', 'role', 'approval', 'accepted', 'sponsor', 'ending', 'ended', 'report', 'hidden', 'restored', 'removed'));
