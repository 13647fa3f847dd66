guest-title = Guest access
guest-count = { $here } in the space, { $waiting } waiting
guest-invite = Invite
guest-open = Open to the outside
guest-closed-title = No guest can come in here
guest-closed-words = This project space is for colleagues only. An owner can open it to partners.
guest-none-title = The door is open, nobody has come in yet
guest-none-words = Every guest has a name, an end date and somebody who answers for them.
guest-close-link = Close this space to the outside
guest-col-who = Guest
guest-col-spaces = Spaces
guest-col-sponsor = Sponsor
guest-col-end = End of access
guest-col-seen = Last seen
guest-col-company = Company
guest-col-state = State
guest-col-acts = Actions
guest-gives-back = address refused
guest-flagged = to be confirmed
guest-state-here = is here
guest-export = Export
guest-state-proposed = waits for approval
guest-state-invited = invitation sent
guest-link-until = link valid until
guest-never-seen = not yet
guest-approve = Approve
guest-refuse = Refuse
guest-resend = Send again
guest-withdraw = Withdraw
guest-view = View as this guest
guest-extend = Extend
guest-more-places =
    { $n ->
        [one] and { $n } other space
       *[other] and { $n } other spaces
    }
guest-opening-title = Open { $name } to the outside
guest-opening-lead = Guests from other companies may then be invited, one by one. This is what becomes visible.
guest-opening-posts =
    { $posts ->
        [0] No post is published here yet.
        [one] { $posts } post and its comments ({ $comments }) may be read, as far back as each invitation allows.
       *[other] { $posts } posts and their comments ({ $comments }) may be read, as far back as each invitation allows.
    }
guest-opening-people =
    { $n ->
        [one] Guests will see the name, photo and title of { $n } colleague.
       *[other] Guests will see the name, photo and title of { $n } colleagues.
    }
guest-opening-nobody = Nobody comes in today: each invitation is an act of its own, with an end date.
guest-opening-room = The back room stays among colleagues, always.
guest-opening-tick = I have read through what is there, and I open this space
guest-leave-closed = Leave it closed
guest-leave-open = Leave it open
guest-closing-title = Close { $name } to the outside
guest-closing-lead = The space is for colleagues only again, at once.
guest-closing-guests =
    { $n ->
        [0] No guest comes in here at present.
        [one] { $n } guest loses their access to this space.
       *[other] { $n } guests lose their access to this space.
    }
guest-closing-invited =
    { $n ->
        [0] No invitation is waiting for an answer.
        [one] { $n } pending invitation is withdrawn.
       *[other] { $n } pending invitations are withdrawn.
    }
guest-closing-words = What they wrote stays, under their name and company. They get a mail.
guest-closing-tick = I understand, I close this space
guest-closing-do = Close to the outside
guest-new-title = Let somebody in
guest-new-lead = An invitation opens a door, for a time, to the spaces you choose. The rest of the house stays closed.
guest-new-who = Who
guest-new-addresses = Mail addresses
guest-new-addresses-hint = One per line, with the name if you know it: Marie Roux <m.roux@acier-duval.example>
guest-new-company = Company
guest-new-company-hint = Its name follows theirs everywhere, in every post.
guest-new-company-other = Another company, to be named
guest-new-company-guests = { $n } here already
guest-new-company-name = Name of this other company
guest-new-company-kind = What it is to the house
guest-kind-supplier = Supplier
guest-kind-partner = Partner
guest-kind-customer = Customer
guest-new-where = Where
guest-new-horizon = What they read of the past
guest-horizon-now = From when they come in
guest-horizon-now-hint = Nothing written before.
guest-horizon-start = From the start
guest-horizon-start-hint = Everything ever published in these spaces.
guest-horizon-date = From a date
guest-new-horizon-on = That date
guest-new-until = Who answers for them, until when
guest-new-sponsor-hint = Answers for them and gets the reminders.
guest-new-end-hint =
    { $n ->
        [one] { $n } day at most, may be extended.
       *[other] { $n } days at most, may be extended.
    }
guest-new-purpose = What for
guest-new-purpose-hint = They read it in the invitation.
guest-new-word = A word from you
guest-new-word-label = Personal word
guest-new-language = Language of the mail
guest-new-second-key = Somebody else must agree before the mails go.
guest-new-at-once = One mail goes to each address. Its link works for 14 days.
guest-new-propose = Propose
guest-new-send = Send the invitations
guest-preview = Preview
guest-preview-title = What they will see, exactly
guest-preview-frame = { $name }, as a guest sees it
guest-sees-space = { $name }: its posts, as far back as they read
guest-sees-people =
    { $n ->
        [one] The name, photo and title of { $n } colleague
       *[other] The name, photo and title of { $n } colleagues
    }
guest-sees-not-spaces = Not the directory, nor the other spaces, nor that they exist
guest-sees-not-room = Not the back room, nor extension numbers
guest-preview-now = The preview when they come in
guest-preview-start = the preview from the start
guest-preview-counts = Posts to read: { $posts }. Spaces to see: { $spaces }.
guest-preview-none = Nothing to read before they come in
guest-preview-none-words = They will read what is published from then on.
guest-preview-people = The people they will see
guest-access-title = Access of { $name }
guest-access-lead = { $company } · guest access
guest-access-contract = The contract
guest-access-email = Address
guest-access-accepted = Came in
guest-access-not-yet = not yet
guest-access-proposed = This proposal waits for a second person to agree. Nobody has been written to yet.
guest-access-invited = The invitation is out. The space already counts as open.
guest-access-flagged = { $name } answers for this access in place of somebody who left. Confirm, or choose somebody else.
guest-access-ended = This access has ended.
guest-access-sponsor = Who answers for this access
guest-access-sponsor-do = Hand over
guest-access-history = History
guest-end = End the access now
guest-end-words = { $name } can no longer read or write here, at once. What they wrote stays.
guest-ended-expired = Its day came.
guest-ended-ended = It was ended.
guest-ended-refused = It was refused.
guest-ended-withdrawn = The invitation was withdrawn.
guest-ended-declined = The invited person declined.
guest-ended-space-closed = The space was closed to the outside.
guest-ended-organization-ended = All accesses of this company were ended.
guest-ended-left = The person left.
guest-told-proposed = proposed this access
guest-told-approved = access approved, invitation sent
guest-told-accepted = accepted and came in
guest-told-extended = access extended until { $name }
guest-told-sponsor = access handed to { $name }
guest-told-narrowed = one of the spaces closed to guests
guest-told-ended = end of access. { $name }
guest-told-looked = looked through this guest’s eyes
guest-admin-lead =
    { $n ->
        [one] { $n } access, for { $companies } companies. Each has a name, a date and somebody who answers for it.
       *[other] { $n } accesses, for { $companies } companies. Each has a name, a date and somebody who answers for it.
    }
guest-admin-all = All guests
guest-admin-filter = By company
guest-filter-all = All
guest-end-company = End all accesses of { $name }
guest-end-company-words =
    { $n ->
        [one] { $n } access ends at once. What was written stays.
       *[other] { $n } accesses end at once. What was written stays.
    }
guest-invitation-title = { $by } opens a door for you at { $house }
guest-invitation-see = What you will see
guest-invitation-see-words =
    { $n ->
        [one] The space { $spaces }. { $purpose }.
       *[other] { $n } spaces: { $spaces }. { $purpose }.
    }
guest-invitation-horizon-now = What is published there from when you come in.
guest-invitation-horizon-start = Everything published there from the start.
guest-invitation-horizon-date = What was published there from
guest-invitation-seen = What will be seen of you
guest-invitation-seen-words = Your name, followed by “{ $company }”, and what you write. Nothing but what you add yourself.
guest-invitation-until = Until when
guest-invitation-sponsor = { $sponsor } answers for your access and can extend it.
guest-invitation-address = You come in with the address { $email }.
guest-invitation-name = Your name
guest-invitation-name-hint = As others will read it, followed by { $company }.
guest-invitation-password = Password
guest-invitation-password-hint = At least 12 characters. A sentence does very well.
guest-invitation-by-mail = I would rather get a link by mail each time, without a password
guest-invitation-charter = The charter of { $house }
guest-invitation-charter-tick = I have read the charter of { $house } and will follow it
guest-invitation-accept = Accept and come in
guest-invitation-decline = No thank you, decline this invitation
guest-invitation-sign-in = You already have access with { $email }. Sign in first, then accept.
guest-invitation-sign-in-do = Sign in
guest-another-words = You are signed in as { $name }. Sign out, then open the link from your mail again.
guest-declined-title = Noted
guest-declined-words = The invitation is declined. Nothing of you is kept but this answer.
guest-welcome-title = Welcome, { $name }
guest-welcome-where =
    { $n ->
        [one] You are at { $house }. Everything happens in the space below: read, write, answer.
       *[other] You are at { $house }. Everything happens in the { $n } spaces below: read, write, answer.
    }
guest-welcome-seen = Your name is always followed by “{ $company }” there. Everybody in the space reads what you write, and nobody else.
guest-welcome-until = Your access lasts until { $date }. { $sponsor } answers for it: that is whom to ask.
problem-guest-understood = Tick this box to confirm.
problem-guest-no-space = Choose at least one space.
problem-guest-space-closed = One of these spaces is not open to the outside.
problem-guest-many = Fifty people at most at a time: propose the others afterwards.
problem-guest-nobody = Give at least one address.
problem-guest-end-past = This date is past.
problem-guest-end-far = { $detail } days at most.
problem-guest-date = Choose a date.
problem-guest-horizon = Choose a date in the past.
problem-guest-sponsor = Choose a colleague of the space.
problem-guest-twice = { $detail } is there twice.
problem-guest-shared = “{ $detail }” is a shared mailbox. An invitation is personal.
problem-guest-of-house = { $detail } is an address of the house. A colleague is not a guest.
problem-guest-elsewhere = { $detail } is known here already, in that other company.
problem-guest-suspended = { $detail } is suspended. Ask an administrator.
problem-guest-already = { $detail } already has an access or an invitation for one of these spaces.
problem-guest-organization = Choose a company.
problem-guest-kind = Choose what it is to the house.
problem-guest-charter = Tick this box to come in.
flash-guest-opened = The space is open. Whom do you want to let in?
flash-guest-closed = The space is closed to the outside. Its guests no longer come in.
flash-guest-waiting = Proposed. Somebody else must agree.
flash-guest-invited = Invitations sent: { $name }.
flash-guest-extended = The access is extended.
flash-guest-sponsor = { $name } answers for this access.
flash-guest-resent = The invitation is on its way again, with a new link.
flash-guest-not-resent = The invitation has just been sent, or is no longer due.
flash-guest-approved = Approved. The invitation is on its way.
flash-guest-refused = Refused. Nobody was written to.
flash-guest-ended = It is closed.
flash-guest-organization-ended = Accesses ended: { $name }.
letter-guest-invitation-subject = { $by } opens a door for you at { $house }
letter-guest-invitation-enter =
    { $n ->
        [one] Enter { $spaces }
       *[other] Enter
    }
letter-guest-invitation-link = The link is for you alone. It works once, for 14 days.
letter-guest-see = What you will see.
letter-guest-see-words =
    { $n ->
        [one] The space { $spaces } and its posts. { $purpose }.
       *[other] { $n } spaces, { $spaces }, and their posts. { $purpose }.
    } { $readers ->
        [one] { $readers } person reads there too.
       *[other] { $readers } people read there too.
    }
letter-guest-seen = What will be seen of you.
letter-guest-seen-words = Your name, followed by “{ $company }”, and what you write. Nothing else.
letter-guest-until = Until when.
letter-guest-until-words = { $date }. { $sponsor } answers for your access and can extend it.
letter-guest-invitation-why = You do not know { $by }? Ignore this mail, nothing will happen. The page that opens also lets you decline.
letter-guest-ending-subject = Your access at { $house } lasts until { $date }
letter-guest-ending-subject-sponsor = The access of { $guest } ({ $company }) lasts until { $date }
letter-guest-ending-words = Your access to { $spaces } ends on { $date }. If you still need it, tell { $sponsor }, who can extend it. Otherwise there is nothing to do.
letter-guest-ending-words-sponsor = The access of { $guest }, of { $company }, to { $spaces } ends on { $date }. You answer for it: extend it if it is still of use. Without an answer the door closes by itself.
letter-guest-ending-enter = See this access
letter-guest-ending-why = You get this mail because you have access at { $house }.
letter-guest-ending-why-sponsor = You get this mail because you answer for the access of { $guest }.
letter-guest-ended-subject = Your access at { $house } has ended
letter-guest-ended-subject-sponsor = The access of { $guest } ({ $company }) has ended
letter-guest-ended-expired = The end date of your access has come.
letter-guest-ended-words = Your access was ended.
letter-guest-ended-thanks = What you wrote stays in its thread, under your name. To come back, ask { $sponsor }.
letter-guest-ended-words-sponsor = The access of { $guest }, of { $company }, for which you answered, is closed. What they wrote stays.
letter-guest-ended-why = You get this mail because you had access at { $house }.
letter-guest-narrowed-subject = Your access to { $closed } has ended, { $house }
letter-guest-narrowed-words = The space { $closed } takes guests no longer. You keep your access to { $spaces }, until { $date }.
letter-guest-narrowed-thanks = What you wrote there stays in its thread, under your name. A question? Ask { $sponsor }.
letter-guest-handed-subject = You now answer for the access of { $guest } ({ $company })
letter-guest-handed-words = You now answer for the access of { $guest }, of { $company }, to { $spaces }, until { $date }. You can extend it, end it or hand it to somebody else.
letter-guest-handed-flagged = Whoever answered for it is no longer here. Confirm that you take over, or name somebody else.
