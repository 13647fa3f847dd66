# Following a thread.

follow-title = Follow
follow-switch = I follow this thread
follow-hint-following = You are told of every answer.
follow-hint-muted = You hear no more of this thread, unless somebody mentions you.
follow-hint-none = You are only told of answers to what you wrote.
follow-begin = Follow this thread
follow-end = No longer follow this thread
follow-mute = Hear no more of it
follow-unmute = Hear of it again
flash-following = You follow this thread.
flash-unfollowed = You no longer follow this thread.
flash-muted = You will hear no more of this thread, unless somebody mentions you.
