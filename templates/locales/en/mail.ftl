mail-in-rest = The rest is in the attachment “message.txt”.
mail-in-somebody = Unknown author
mail-in-passed = Message forwarded from { $who }
mail-in-passed-at = Message forwarded from { $who }, { $date }
mail-in-refused-files = Attachments that could not be taken in: { $names }.
mail-in-received-from = Received by mail from { $who }
mail-reason-unknown-sender = No account here has this address.
mail-reason-not-member = There is nothing at this address that its sender may write to.
mail-reason-unverified = Nothing proves that this mail comes from this address: its domain does not sign its mail.
mail-reason-forged = Nothing proves that this mail comes from this address, and its domain demands it.
mail-reason-anothers-address = This mail answers to a reply address that was given to somebody else.
mail-reason-address-ended = The reply address is too old, or was ended.
mail-reason-closed = This message takes no more replies.
mail-reason-removed = The message it answers is gone.
mail-reason-archived = The space is archived: it is read, and nothing new is written.
mail-reason-digest = It answers a digest, without saying which discussion.
mail-reason-no-address = There is nothing at this address that its sender may write to.
mail-reason-empty = There are no words in it to publish.
mail-reason-too-many = Too many messages came from this address in a short time.
mail-reason-unreadable = It could not be read.
mail-reason-too-big = It is too big.
mail-reason-crash = Reading it failed, several times.
mail-reason-no-author = It has no sender.
mail-reason-several-authors = It has several senders.
mail-reason-spam = The mail server takes it for spam.
mail-reason-loop = It goes round in circles.
mail-reason-bounce = A server says that a mail could not be delivered.
mail-reason-complaint = Somebody complains about a mail.
mail-reason-absence = An automatic reply.
mail-reason-receipt = A read receipt.
mail-reason-refused = The rules of a message do not allow it.
mail-reason-judged = Somebody who decides about it set it aside.
mail-reason-declined = Somebody who decides about it refused it, and says why.
mail-reason-blocked = The space takes no mail from this address.
mail-reason-reacted = Your word stands under the message.
mail-reason-followed = You follow this discussion.
mail-reason-muted = You will hear no more of this discussion.
mail-state-new = received
mail-state-published = published
mail-state-held = kept
mail-state-folded = already here
mail-state-done = done
mail-state-dropped = set aside
mail-state-refused = refused
space-tab-mail = Mail
held-door = The space’s address
held-door-copy = Copy
held-door-copied = Copied
held-door-note = Write to it, or put it in copy: a member’s mail becomes a message here, and mails that answer it become replies. What cannot be published by itself waits below; nothing is lost.
held-total =
    { $n ->
        [one] One mail is waiting.
       *[other] { $n } mails are waiting, the oldest first.
    }
held-tick = Choose { $subject }
held-tick-all = Tick all
held-untick-all = Untick all
held-together = The mails that are ticked
held-together-sender = Publish in their senders’ names
held-nothing-ticked = No mail is ticked.
held-undone =
    { $n ->
        [0] Nothing is done. This is why:
        [one] One mail is done. Not these:
       *[other] { $n } mails are done. Not these:
    }
held-undone-nobody = No account here has its address: there is no name to publish it under.
held-undone-forged = Nothing proves that it is from the person whose name it bears.
held-undone-late = Somebody decided about it in the meantime.
held-into = Publish in
held-into-none = where it is addressed
held-refuse-open = Refuse with a word
held-word = Why, in a sentence
held-word-hint = Its sender gets it by mail, once. Your name is not in it.
held-refuse = Refuse, and tell them
held-block-open = Block this address
held-block-note = This mail is set aside, and so is at once what { $address } sends to this space from now on. You can undo it, at the bottom of this page.
held-block = Block
held-blocked = Blocked addresses
held-blocked-by = by { $who }
held-release = Unblock
held-release-one = Unblock { $address }
problem-held-untold = This sender cannot be written to. You can set their mail aside.
problem-held-told-enough = This address has had five letters today. Refuse this mail tomorrow, or set it aside.
held-none = No mail is waiting
held-none-note = What cannot be published by itself is kept here, with its reason.
held-of-house = Held mail
held-of-house-lead = What belongs to no space. The held mail of a space is its owners’.
held-of-house-count =
    { $n ->
        [0] Held mail of the house: none
        [one] One mail is waiting
       *[other] { $n } mails are waiting
    }
held-to = to { $address }
held-no-subject = (no subject)
held-no-author = (no sender)
held-level-a = The sender is verified.
held-level-b = The sender is plausible.
held-level-c = The sender is not verified.
held-level-d = The sender is not who they say, or does not prove it.
held-as-sender = Publish in their name
held-as-judge = Publish in my name
held-drop = Set aside
held-original = Original
flash-held-published = The mail will be published in a moment.
flash-held-dropped = The mail is set aside; it stays in the ledger.
flash-held-published-several = { $name } mails will be published in a moment.
flash-held-dropped-several = { $name } mails are set aside; they stay in the ledger.
flash-held-refused = The mail is refused, and its sender will read why.
flash-held-blocked = The address is blocked, and the mail set aside.
flash-held-released = The address is no longer blocked.
held-confirm-title = Is this mail yours?
held-confirm-lead = Nothing proved that it comes from your address. If you confirm it, it is published.
held-confirm-yes = Yes, publish this mail
held-confirm-no = Not yours? Close this page: it will not be published.
held-confirmed = Confirmed
held-confirmed-note = Your mail is being published. You may close this page.
held-mine-lead = What you sent by mail, and what became of it.
held-mine-find = Subject of the mail
held-mine-search = Search
held-mine-none = No mail of yours
held-mine-no-such = No mail is about that
held-mine-all = Show all
held-mine-none-note = Answer a message by mail, or write to a space’s address: you will find here what became of it.
held-times =
    { $n ->
        [one] received once
       *[other] received { $n } times
    }
tab-settings-mail = My mail
mail-via = by mail
mail-via-unproved = by mail, not verified
mail-elder = Given as the original message, arrived after its answer
mail-folded = Signature and quoted text
mail-outside = Also in copy:
mail-propose = Propose as a guest
mail-origin = Forwarded mail, written by
mail-origin-subject = Subject
mail-origin-from = From
mail-origin-date = Sent
mail-origin-note = These names and dates are the mail’s own; nobody has verified them.
doors-title = The doors for mail
doors-lead = How mail leaves and arrives, for { $domain }.
doors-shared = This is the domain of your own addresses.
doors-shared-note = Set one aside for Parvis, like parvis.example.com: whoever can make a mail appear there could otherwise confirm accounts elsewhere.
doors-doors = The doors
doors-shut = shut
doors-pipe = on the command line, for a mail server that delivers into a pipe
doors-test = A mail to try
doors-test-note = Parvis writes to itself: the mail leaves by your server and should come back by a door.
doors-test-ask = Try
doors-test-sent = Taken by the mail server
doors-test-arrived = Arrived at a door
doors-test-read = Read.
doors-took = after { $s } s
doors-decimal = .
doors-dns = What the DNS should say
doors-dns-check = Check
doors-dns-found = found
doors-dns-missing = missing
doors-dns-away = no answer
doors-mx = The server that receives the mail of this domain and hands it to Parvis.
doors-spf = The servers that may send in its name.
doors-dkim = The public key with which your mail server signs; it gives it to you.
doors-dmarc = What is to be done with what is not signed.
doors-waits = What waits
doors-unread = Mail received and not read yet
doors-due = Letters to be sent
doors-held = Held mail, all spaces
doors-last-in = Last mail received
doors-last-out = Last letter sent
doors-since = since
doors-none = 0
doors-out = The way out
doors-out-folder = the folder mail of Parvis, for want of a server
doors-folders = folder { $folder }, then put into { $done }
doors-look = Looked through
doors-look-none = Not looked through by this server yet
doors-traffic-none = nothing yet
doors-trouble-over = Over:
doors-trouble-connection = The mailbox’s server cannot be reached,
doors-trouble-tls = No encrypted connection to the mailbox’s server,
doors-trouble-entry = The mailbox’s server refuses the name, the password or the token,
doors-trouble-silence = The mailbox’s server does not answer,
doors-trouble-lost = The connection to the mailbox’s server was lost,
doors-trouble-folder = A folder of the mailbox is missing and cannot be made,
doors-trouble-keeping = A mail could not be kept, and stays with whoever hands it over,
doors-trouble-other = Reading stopped,
doors-stuck =
    { $n ->
        [one] A letter has waited for more than a quarter of an hour: { $relay } does not take it. Parvis keeps trying, for two days.
       *[other] { $n } letters have waited for more than a quarter of an hour: { $relay } does not take them. Parvis keeps trying, for two days.
    }
doors-stuck-untried =
    { $n ->
        [one] A letter has waited for more than a quarter of an hour, and nobody sends it. Is the background work (parvis serve) running?
       *[other] { $n } letters have waited for more than a quarter of an hour, and nobody sends them. Is the background work (parvis serve) running?
    }
doors-choices = Choose a door
doors-choices-note = These lines go into the server’s settings, /etc/parvis.env, and hold from the next start. After the sign =, words in capitals are for you to replace.
doors-choice-open = open
doors-choice-server = Your own mail server
doors-choice-server-words = You run a Postfix: it hands over by LMTP what comes to Parvis’ domain. Each space has its address, and nothing is lost, even while Parvis is stopped.
doors-choice-mailbox = A mailbox at Google or Microsoft
doors-choice-mailbox-words = Your mail is with them: make a mailbox for Parvis alone, and have its whole domain arrive there. Parvis reads it by IMAP.
doors-choice-none = None
doors-choice-none-words = Letters go if a server takes them, but are not answered: everything is written on Parvis.
doors-copy = Copy
doors-copied = Copied
doors-bounces-few =
    { $n ->
        [0] No letters in the last seven days.
       *[other] { $refused } refused or returned out of { $n } letters in seven days.
    }
doors-bounces = { $refused } refused or returned out of { $n } letters in seven days, { $rate }%.
doors-late =
    { $n ->
        [one] { $n } letter could not be delivered in two days.
       *[other] { $n } letters could not be delivered in two days.
    }
flash-mail-test = The test is on its way. Reload this page in a moment.
held-says = claims to be { $name }
