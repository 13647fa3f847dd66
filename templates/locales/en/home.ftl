home-title = Home
home-hello = Hello { $name }.
home-filter = Filter
home-all = All
home-unread = Unread
home-outside = On the forecourt
home-mine = Concerns me
home-places = All my spaces
home-view = View
home-view-cards = Cards
home-view-list = List
home-write = What moves, what is stuck?
home-choose-space = Choose a space
home-read = Already read
home-nothing = Nothing under this filter
home-all-see = See everything
home-quiet = All is quiet
home-quiet-why = What is written in your spaces will appear here.
home-no-space = You are not in any space yet
home-no-space-why = Join those that concern you: their feed will appear here.
home-no-space-guest = Your host can open one for you.
home-welcome = Welcome to { $house }. You are the guest of { $sponsor }, until
home-host = Your host
home-host-role = answers for your access
home-also = Also from { $company }
home-hearers = { $colleagues ->
        [one] { $colleagues } colleague
       *[other] { $colleagues } colleagues
    }, { $guests ->
        [one] { $guests } guest
       *[other] { $guests } guests
    }
home-hearers-guest = { $colleagues ->
        [one] { $colleagues } person
       *[other] { $colleagues } people
    } at { $house }, { $guests ->
        [one] { $guests } guest
       *[other] { $guests } guests
    }
home-rail = Beside the feed
home-answered = You answer for
home-until = until
home-newcomers = Welcome
