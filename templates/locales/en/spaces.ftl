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
