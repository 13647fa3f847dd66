# The shell: layout.html and part/frame.html.

frame-skip = Skip to content
frame-home = Home
frame-search = Search
frame-search-hint = A post, a file, a person
frame-write = Write
frame-write-where = Write in which space?
frame-me = My account, { $name }
frame-profile = My profile
frame-settings = Settings
frame-admin = Administration
frame-sign-out = Sign out
frame-main-nav = Main
frame-main-nav-narrow = Main, at the bottom
frame-people = Directory
frame-inside = In the house
frame-outside = On the forecourt
frame-your-spaces = Your spaces
frame-spaces = All spaces
frame-spaces-short = Spaces
frame-unread = unread
frame-access-until = Access until
frame-sponsor = Sponsor: { $name }
frame-viewing-title = Somebody else’s view
frame-viewing = You see Parvis as
frame-viewing-note = Nothing you would do here would be sent.
frame-viewing-leave = Back to my view

# The parts that pages are made of: templates/part.

part-guest = { $company } · guest
part-faces-more =
    { $n ->
        [one] and { $n } other
       *[other] and { $n } others
    }
part-reach-open = Open
part-reach-inside = Internal:
part-reach-inside-title = Internal space
part-reach-long-outside = Open to the outside
part-reach-long-inside = Colleagues only
part-room = Back room
part-room-of = Back room of
part-space-on-request = On request
part-guest-view = See it as a guest
part-guests-expected =
    { $n ->
        [0] { "" }
        [one] { $n } guest
       *[other] { $n } guests
    }{ $expected ->
        [0] { "" }
        [one] { $n ->
            [0] { "" }
           *[other] { ", " }
        }{ $expected } expected
       *[other] { $n ->
            [0] { "" }
           *[other] { ", " }
        }{ $expected } expected
    }
part-arcade = Guest companies
part-arcade-invite = Invite
part-arcade-company = a company
part-unread = Unread
part-pinned = Pinned
part-edited = edited
part-post-menu = Actions on this message
part-post-untitled = Message from { $name }
part-read-on = Read on
part-read-by = Read by { $who }
part-answers =
    { $n ->
        [one] { $n } reply
       *[other] { $n } replies
    }
part-answer = Reply
part-answer-rest = Reply…
part-answer-outside = Reply, guests included
part-your-answer = Your reply
part-edit = Edit
part-delete = Remove
part-delete-comment = Remove this reply? It will show that there was one.
part-deleted = Reply removed by { $by },
part-keep = Keep
part-thread = Replies
part-thread-more =
    { $n ->
        [one] Show the earlier reply
       *[other] Show { $n } earlier replies
    }
part-pager = Pages
part-pager-older = Older
part-pager-newer = Newer
part-pager-next = Next page
part-pager-before = Previous page
part-problems =
    { $n ->
        [one] There is one thing left to correct. Nothing you wrote is lost.
       *[other] There are { $n } things left to correct. Nothing you wrote is lost.
    }
part-setup = first set-up

# Writing

part-title = Title, optional
part-title-hint = A title, if the subject deserves one
part-message = Your message
part-publish = Publish
part-publish-outside =
    { $n ->
        [one] Publish, { $n } guest will read
       *[other] Publish, { $n } guests will read
    }
part-readers = { $colleagues ->
        [one] { $colleagues } colleague
       *[other] { $colleagues } colleagues
    } and { $guests ->
        [one] { $guests } guest
       *[other] { $guests } guests
    }
part-audience-inside =
    { $colleagues ->
        [0] You are alone here for now. No guest can come in.
        [one] Read by { $colleagues } colleague. No guest can come in.
       *[other] Read by { $colleagues } colleagues. No guest can come in.
    }
part-audience-outside = Read by { $colleagues ->
        [one] { $colleagues } colleague
       *[other] { $colleagues } colleagues
    } and { $guests ->
        [one] { $guests } guest
       *[other] { $guests } guests
    }, from { $companies }.
part-readers-inside =
    { $colleagues ->
        [0] Only you, for now
        [one] { $colleagues } colleague
       *[other] { $colleagues } colleagues
    }
part-readers-guest = { $colleagues ->
        [one] { $colleagues } person
       *[other] { $colleagues } people
    } at { $house }{ $guests ->
        [0] { "" }
        [one] { " " }and { $guests } other guest
       *[other] { " " }and { $guests } other guests
    }
part-audience-guest = Read by { $colleagues ->
        [one] { $colleagues } person
       *[other] { $colleagues } people
    } at { $house }{ $guests ->
        [0] { "" }
        [one] { " " }and { $guests } other guest
       *[other] { " " }and { $guests } other guests
    }.
part-audience-grown = Somebody came in while you were writing.
part-audience-who = Who?
part-tools = Formatting
part-tool-bold = Bold
part-tool-italic = Italic
part-tool-list = List
part-tool-link = Link
part-tool-mention = Mention somebody
part-draft-saved = Draft kept
part-draft-kept = Draft kept on this device
part-draft-offline = Offline. Your text is kept on this device.
frame-my-spaces = All my spaces ({ $n })
frame-write-elsewhere = Elsewhere, among all my spaces
frame-drafts = Drafts
part-copy-link = Copy the link
part-link-copied = Link copied
