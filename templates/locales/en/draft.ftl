draft-title = Drafts
draft-lead = What you have begun to write. Only you see it.
draft-untitled = Untitled
draft-discard = Discard
draft-discard-question = Discard this draft?
draft-none = No draft
draft-none-why = What you write is kept here until it is published.
flash-draft-deleted = Draft discarded.
