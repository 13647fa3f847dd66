# Spaces: head, door, list, pages of one space.

space-all = All spaces
space-tab-feed = Feed
space-tab-about = About
space-tab-members = Members
space-tab-guests = Guest access
space-tab-settings = Settings
space-join = Join
space-leave = Leave
space-kind-group = Group
space-kind-project = Project space
space-kind-room = Back room, colleagues only
space-kind-secret = { "" }, unlisted
space-led-by = led by { $who }
space-led-by-others =
    { $n ->
        [one] { $n } other
       *[other] { $n } others
    }
space-archived-on = Archived on { $date }
space-head-count =
    { $n ->
        [0] Nobody yet
        [one] { $n } colleague, no guest
       *[other] { $n } colleagues, no guest
    }
space-hearing = Everything you write here is read outside: by { $who }.
space-hearing-at = { $who } at { $company }
space-hearing-more =
    { $n ->
        [one] { $n } other
       *[other] { $n } others
    }
space-hearing-invited =
    { $n ->
        [one] { $n } invited person
       *[other] { $n } invited people
    }
space-hearing-guest = Here you are read by { $colleagues ->
        [one] { $colleagues } person
       *[other] { $colleagues } people
    } at { $house }{ $guests ->
        [0] { "" }
        [one] { " " }and { $guests } other guest
       *[other] { " " }and { $guests } other guests
    }.
space-door-group =
    { $n ->
        [0] This group has no members yet. Its owners decide who comes in.
        [one] This group has { $n } member. Its owners decide who comes in.
       *[other] This group has { $n } members. Its owners decide who comes in.
    }
space-door-project =
    { $n ->
        [0] This project space has no members yet. Its owners decide who comes in.
        [one] This project space has { $n } member. Its owners decide who comes in.
       *[other] This project space has { $n } members. Its owners decide who comes in.
    }
space-door-archived = This space is archived: nobody comes in any more.
space-door-asked = Your request is in. You asked to come in:
space-door-take-back = Take my request back
space-door-message = A word for the owners, optional
space-door-message-hint = Why you would like to come in. Only they read it.
space-door-ask = Ask to come in

# The list

space-index-title = Spaces
space-index-lead =
    { $n ->
        [0] No space
        [one] { $n } space
       *[other] { $n } spaces
    }: { $closed } among ourselves, { $open ->
        [one] { $open } open to partners.
       *[other] { $open } open to partners.
    }
space-index-lead-guest =
    { $n ->
        [0] You are in no space for now.
        [one] You are in { $n } space.
       *[other] You are in { $n } spaces.
    }
space-index-search = Find a space by its name
space-index-find = Find
space-index-filter = Filter
space-which-all = All
space-which-mine = Mine
space-which-archived = Archived
space-index-outside = On the forecourt
space-index-outside-note = partners read and write there
space-index-inside = In the house
space-index-yours = Your spaces
space-index-none = No space here
space-index-none-found = No space has this name. Try with fewer letters.
space-index-none-yet = Nothing to show for this choice.
space-index-counts-inside =
    { $colleagues ->
        [one] { $colleagues } colleague
       *[other] { $colleagues } colleagues
    }
space-index-counts = { $colleagues ->
        [one] { $colleagues } colleague
       *[other] { $colleagues } colleagues
    }, { $guests ->
        [one] { $guests } guest
       *[other] { $guests } guests
    }
space-index-counts-guest = { $colleagues ->
        [one] { $colleagues } person of the house
       *[other] { $colleagues } people of the house
    }, { $guests ->
        [one] { $guests } guest
       *[other] { $guests } guests
    }
space-row-member = Member
space-row-owner = You lead it
space-row-asked = Request sent

# Founding, settings

space-create = Create a space
space-new-title = Create a space
space-new-lead = You will be its owner; you can hand it over to somebody else.
space-name = Name
space-kind = Kind
space-new-group-hint = Colleagues only, for ever: no guest can come in.
space-new-project-hint = Work with an aim. An owner may open it to partners.
space-new-room = With a back room
space-new-room-hint = For a project: a space beside it, for the project’s colleagues only.
space-visibility = For colleagues who are not members
space-visibility-open = Open
space-visibility-open-hint = They read it, and come in by themselves.
space-visibility-closed = On request
space-visibility-closed-hint = They know that it exists, and ask to come in.
space-visibility-secret = Secret
space-visibility-secret-hint = They do not know that it exists.
space-purpose = What it is for, in one sentence
space-purpose-hint = It is read under the name, everywhere.
space-description = Description
space-description-hint = In Markdown. It is read under “About”.
space-cancel = Cancel
space-room-suffix = { "" }, back room
space-settings-name-hint = The address follows the name; the old one still leads here.
space-settings-guests = This choice is about colleagues only: guests remain those who have an access.
space-settings-room = The name and the members of this back room follow its project’s.
space-settings-save = Save
space-settings-open-room = Open a back room
space-settings-open-room-note = A space beside this one, for what stays among colleagues. Its members are, always, exactly the project’s colleagues, with the same roles.
space-settings-archive = Archive this space
space-settings-archive-note = Everything can be read, and nothing new written. An owner can reopen it.
space-settings-reopen = Reopen this space
space-settings-reopen-note = One can write here again.
space-leave-title = Leave { $name }
space-leave-open = You can still read this space, and come back. What you wrote stays.
space-leave-closed = You will not read it any more, and must ask to come back. What you wrote stays.
space-leave-do = Leave this space
flash-space-created = “{ $name }” is created. You are its owner.
flash-room-opened = The back room is open. Its members are the project’s colleagues.
flash-space-edited = Saved.
flash-space-archived = The space is archived.
flash-space-reopened = The space is open again.
flash-space-joined = You are a member of this space.
flash-space-left = You have left this space.
flash-space-handed-over = The space is handed over.
flash-join-requested = Your request is in.
flash-join-taken-back = Your request is taken back.
flash-join-accepted = They have come in.
flash-join-refused = The request is refused.
flash-member-invited = They have come in.
flash-member-removed = They are no longer a member.
flash-role-changed = The role is changed.
problem-no-such-colleague = No colleague has the handle “{ $detail }”.
problem-already-member = This person is a member already.
problem-not-the-name = This is not the exact name of the space.

# About

space-about-no-description = This space has no description yet.
space-about-write = Write one
space-about-owners = Owners
space-about-no-owner = Nobody answers for this space for now. An admin can take charge of it.
space-about-rules = Who comes in, who reads
space-about-created = Created on
space-about-group = A group of the house.
space-about-project = A project space.
space-about-room = A project’s back room: its members are, always, exactly the project’s colleagues.
space-about-group-guest = A group of the house.
space-about-project-guest = A project space.
space-about-room-guest = A project’s back room.
space-about-open = Every colleague can read it, and come in.
space-about-closed = Other colleagues know that it exists; they ask to come in.
space-about-secret = Other colleagues do not know that it exists.
space-about-open-guest = The whole house can read it.
space-about-closed-guest = Only its members read it.
space-about-secret-guest = Only its members read it.
space-about-opened-never = No guest can come in.
space-about-opened-not = It is not open to guests. An owner may open it.
space-about-opened-yes = It is open to guests: their company is always named.
space-about-opened-never-guest = No guest can come in.
space-about-opened-not-guest = It is not open to guests.
space-about-opened-yes-guest = Guests of several companies may be here: theirs is always named.

# Members

members-colleagues =
    { $n ->
        [0] No colleague
        [one] { $n } colleague
       *[other] { $n } colleagues
    }
members-of-house =
    { $n ->
        [one] { $n } person at { $house }
       *[other] { $n } people at { $house }
    }
members-guests = { $n ->
        [one] { $n } guest
       *[other] { $n } guests
    } { $companies ->
        [one] from { $companies } company
       *[other] from { $companies } companies
    }{ $expected ->
        [0] { "" }
        [one] { "" }, { $expected } expected
       *[other] { "" }, { $expected } expected
    }
members-guests-note = Guests read the feed and the list of members.
members-room = The members of a back room are, always, the colleagues of its project. One comes in and goes out by the project:
members-requests =
    { $n ->
        [one] { $n } request to come in
       *[other] { $n } requests to come in
    }
members-asked = asked
members-accept = Let in
members-refuse = Refuse
members-refuse-word = A word, optional
members-refuse-do = Refuse the request
members-search = Search the members
members-add = Add
members-invite-guest = Invite
members-leads = leads the space
members-keeps-order = moderates
members-me = you
members-acts = Actions, { $name }
members-make-owner = Make an owner
members-make-moderator = Make a moderator
members-make-member = Make a plain member
members-hand-over = Hand the space over, in my stead
members-remove = Remove from the space
members-sponsor = sponsor: { $name }
members-new-title = Add a colleague to { $name }
members-new-lead = They are a member at once. A partner comes in another way: by a guest access.
members-new-search = Search by name
members-new-nobody = Nobody else has this name.
members-new-handle = Or by handle
members-new-handle-hint = The one in their address here: first.last
members-new-add = Add
members-back = Members of { $name }

# For admins

admin-spaces-title = Spaces of the house
admin-spaces-lead = Their names and their owners, never what is in them. One enters as everybody does: in the open.
admin-spaces-leaving = To be deleted soon
admin-spaces-all =
    { $n ->
        [one] { $n } space
       *[other] { $n } spaces
    }
admin-space-room = Back room
admin-space-open = open
admin-space-closed = on request
admin-space-secret = secret
admin-space-counts = { $colleagues ->
        [one] { $colleagues } colleague
       *[other] { $colleagues } colleagues
    }, { $guests ->
        [0] no guest
        [one] { $guests } guest
       *[other] { $guests } guests
    }
admin-space-archived = archived
admin-space-orphan = without an owner
admin-space-due = Deletion:
admin-space-charge = Take charge
admin-space-enter = Enter
admin-space-keep = Keep
admin-space-delete = Delete
admin-delete-title = Delete { $name }
admin-delete-note = The space, its posts and its back room disappear at once for everybody. For a day, an admin can still keep them; after that, nothing brings them back.
admin-delete-name = Type the name of the space: { $name }
admin-delete-do = Delete this space
flash-admin-entered = You are a member of this space, and its members see it.
flash-admin-took-charge = You answer for this space, and its members see it.
flash-space-deletion-asked = The space will be deleted in a day. Until then, you can keep it.
flash-space-kept = The space is kept.

space-colour = Colour
space-colour-hint = It is seen at the head of the space and in the list of spaces, where there is no picture.
space-colour-none = None
space-colour-moss = Moss
space-colour-lagoon = Lagoon
space-colour-sky = Sky
space-colour-violet = Violet
space-colour-plum = Plum
space-colour-stone = Stone
space-picture = Picture
space-picture-hint = JPEG, PNG, GIF or WebP, 10 MB at most. The square in the middle is kept. It is seen by those who find the space in their list.
space-picture-submit = Use this picture
space-picture-remove = Remove the picture
flash-space-picture-changed = The picture of the space is in place.
flash-space-picture-removed = The picture of the space is removed.
