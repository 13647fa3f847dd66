delivery-told = { $n ->
    [0] Delivered to nobody yet
    [one] Delivered to { $n } person
   *[other] Delivered to { $n } people
}
delivery-told-mail = { $n ->
    [one] , { $n } of them by mail
   *[other] , { $n } of them by mail
}
delivery-told-waiting = { $n ->
    [one] , { $n } waiting
   *[other] , { $n } waiting
}
delivery-told-refused = { $n ->
    [one] { $n } address refused
   *[other] { $n } addresses refused
}
delivery-told-missed = { $n ->
    [one] { $n } letter not delivered
   *[other] { $n } letters not delivered
}
delivery-on-parvis = { $n ->
    [one] On Parvis, { $n } person
   *[other] On Parvis, { $n } people
}
delivery-by-mail = { $n ->
    [one] By mail, { $n } person
   *[other] By mail, { $n } people
}
delivery-all = { $names }
delivery-among = { $names } among them
delivery-waiting = server busy, next try: { $at }
delivery-refused = address refused by its server.
delivery-returned = came back undelivered.
delivery-late = could not be delivered in two days.
delivery-spared = nothing goes to this address for now.
delivery-refused-act = Tell them another way
delivery-more = { $n ->
    [one] and { $n } other
   *[other] and { $n } others
}
letter-settings = Choose my mail
letter-from = { $who } (via Parvis)
letter-mark = -- Write your reply above this line --
letter-reason-mention = { $who } speaks to you
letter-reason-kept = { $who } kept your answer
letter-reason-announcement = An announcement by { $who }
letter-reason-reply = { $who } answers you
letter-reason-question = A question by { $who } waits for an answer
letter-reason-outside = { $who } writes in a space you lead
letter-reason-thread = { $who } answers in a thread you follow
letter-reason-space = { $who } writes in { $space }
letter-reason-reaction = { $who } reacts to what you wrote
letter-why-addressed = You get this mail because somebody speaks to you.
letter-why-answered = You get this mail because you follow this thread.
letter-why-guest-wrote = You get this mail because you lead this space.
letter-why-announced = You get this mail because this announcement is addressed to you.
letter-why-news = You get this mail because you follow this space closely.
letter-why-ending = You get this mail because an access is about to end.
letter-why-reacted = You get this mail because somebody reacts to what you wrote.
letter-stop-thread = Stop following this thread
letter-stop-space = No more mail from this space
letter-news-several = { $n } new messages
letter-news-subject-several = { $n } new messages
letter-news-read = Read on Parvis
letter-news-thread = { $n ->
    [one] Read the thread, { $n } comment
   *[other] Read the thread, { $n } comments
}
letter-news-all = Read all on Parvis
letter-file-attached = attached
letter-file-link = personal link, good for 30 days
letter-answer = or answer this mail.
letter-above = Answer above this line, and your answer goes into the thread.
letter-before = Just before
letter-news-discreet = The message is read on Parvis.
letter-band-space = { $space }, open to the outside.
letter-band-house = { $n } people at { $house }
letter-band-others =
    { $n ->
        [0] no other guest
        [one] one other guest
       *[other] { $n } other guests
    }
letter-band-words = What is written there is read by { $colleagues } and { $guests } ({ $companies }).
letter-band-colleagues = { $n ->
    [one] { $n } colleague
   *[other] { $n } colleagues
}
letter-band-guests = { $n ->
    [one] { $n } guest
   *[other] { $n } guests
}
letter-digest-subject = Your digest, { $day }
letter-digest-greeting = Hello { $name }.
letter-digest-lead = Since { $since }: { $threads }{ $awaited }.
letter-digest-threads = { $n ->
    [one] one thread
   *[other] { $n } threads
}
letter-digest-awaited = { $n ->
    [one] , one of which waits for you
   *[other] , { $n } of which wait for you
}
letter-digest-waits = Waiting for you
letter-digest-answers = { $n ->
    [one] one answer
   *[other] { $n } answers
}
letter-digest-in = in { $space }
letter-digest-reply = Answer by mail
letter-digest-discreet = A message to read on Parvis
letter-digest-enter = Open Parvis
letter-digest-why-daily = A digest every day at { $at }, as you asked.
letter-digest-why-weekly = A digest every Monday at { $at }, as you asked.
letter-digest-change = Change how often
letter-digest-stop = No more mail
unsubscription-title = Less mail
unsubscription-lead = You come from a letter of Parvis. Nothing changes until you press a button.
unsubscription-thread = Stop following this thread
unsubscription-space = No more mail from this space
unsubscription-everything = No more mail about what is written
unsubscription-note = On Parvis everything stays, and you can change it again in your settings.
unsubscription-done = Done.
unsubscription-done-thread = You will get no more mail from this thread.
unsubscription-done-space = You will get no more mail from this space.
unsubscription-done-everything = You will get no more mail about what is written.
unsubscription-settings = My settings
