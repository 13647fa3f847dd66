comment-edit-title = Edit the answer
flash-comment-published = Answer published.
flash-comment-edited = Answer edited. The earlier version stays in the history.
flash-comment-deleted = Answer removed.
