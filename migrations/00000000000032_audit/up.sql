-- The log leaves out what people merely do all day. Those events are nearly all there are, so what remains has an index of
-- its own; `domain/audit` asks by the same words.
create index events_of_note on events (at desc, id desc) where kind not in ('post_published', 'post_edited', 'post_deleted',
    'comment_published', 'comment_edited', 'comment_deleted', 'reacted', 'reaction_taken_back', 'acknowledged', 'voted');
