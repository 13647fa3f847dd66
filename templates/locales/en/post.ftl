post-new-title = Write
post-new-lead = Choose the space first: it says who will read.
post-new-nowhere = You are not in any space yet
post-new-nowhere-why = One always writes in a space: join one.
post-write-in = Write in { $name }
post-history = History
post-history-lead = What was written before each change. Everybody who reads the message can see it.
post-history-back = Back to the thread
post-history-now = Current version
post-pin = Pin to the top of the space
post-unpin = Unpin
post-close = Close the answers
post-reopen = Reopen the answers
post-delete-question = Remove this message? That it existed, who removed it and when will remain.
post-removed = Message removed
post-removed-by = Removed by { $name },
post-closed = The answers to this message are closed.
post-archived = This space is archived: it can be read, nothing new is written.
post-replying = You are answering an answer.
post-replying-whole = Answer the message instead
post-readers = Who reads this thread
post-readers-all = See all members
post-edit-title = Edit the message
post-edit-lead = What was written stays in the history, which your readers can open.
post-edit-save = Save
post-thread-gap =
    { $n ->
        [one] Show { $n } answer
       *[other] Show { $n } answers
    }
post-thread-gap-some =
    { $n ->
        [one] Show more, { $n } answer hidden
       *[other] Show more, { $n } answers hidden
    }
post-thread-new =
    { $n ->
        [one] { $n } new answer
       *[other] { $n } new answers
    }
problem-too-fast = A little too fast: wait a minute, then publish. Nothing is lost.
flash-post-published = Message published.
flash-post-edited = Message edited. The earlier version stays in the history.
flash-post-deleted = Message removed.
flash-post-pinned = Message pinned to the top of the space.
flash-post-unpinned = The message is no longer pinned.
flash-post-closed = Answers closed.
flash-post-reopened = Answers reopened.
quote-answered = answered,
