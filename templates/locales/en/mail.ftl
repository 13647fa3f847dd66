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
mail-reason-reacted = Your word stands under the message.
mail-reason-followed = You follow this discussion.
mail-reason-muted = You will hear no more of this discussion.
mail-state-new = received
mail-state-published = published
mail-state-held = kept
mail-state-folded = already here
mail-state-done = done
mail-state-dropped = set aside
space-tab-mail = Held mail
held-note = What comes to { $address } and cannot be published by itself waits here. Nothing is lost.
held-none = No mail is waiting
held-none-note = What cannot be published by itself is kept here, with its reason.
held-of-house = Held mail
held-of-house-lead = What belongs to no space. The held mail of a space is its owners’.
held-of-house-count =
    { $n ->
        [0] No mail is waiting
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
held-mine-none-note = Answer a message by mail, or write to a space’s address: you will find here what became of it.
held-times =
    { $n ->
        [one] received once
       *[other] received { $n } times
    }
tab-settings-mail = My mail
mail-via = by mail
mail-via-unproved = by mail, not verified
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
doors-shared-note = Take one apart for Parvis, like parvis.example.com: whoever can make a mail appear there could otherwise confirm accounts elsewhere.
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
doors-none = none
doors-bounces-few =
    { $n ->
        [0] No letters in the last seven days.
       *[other] { $refused } refused out of { $n } letters in seven days.
    }
doors-bounces = { $refused } refused out of { $n } letters in seven days, { $rate }%.
flash-mail-test = The test has left. Reload this page in a moment.
held-says = says to be { $name }
